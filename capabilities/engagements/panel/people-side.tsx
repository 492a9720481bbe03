/**
 * The people of one side: a table where there is room, a list of cards on a phone.
 */
import { Text } from '@mantine/core';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { type Agreement, type Member, type Side, useAgreement } from './engagements-api.ts';
import classes from './people.module.css';
import { roleName } from './role-words.ts';

interface PeopleSideProps {
  side: Side;
  members: readonly Member[];
  onChange(member: Member): void;
}

export function PeopleSide({ side, members, onChange }: PeopleSideProps) {
  const { parties, side: ownSide } = useSession();
  const agreement = useAgreement();
  const own = side === ownSide;
  return (
    <Panel
      flush
      title={<SideBadge side={side} label={parties[side]} />}
      aside={
        <Text size="sm" c="dimmed">
          {own ? 'Your side' : 'Kept by their own side'}
        </Text>
      }
    >
      {members.length === 0 ? (
        <Empty title="Nobody yet.">
          {own ? 'Invite the people of your side.' : 'Invite the first person of this side; from then on they invite their own.'}
        </Empty>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>Name</th>
              <th>Role</th>
              <th>In the agreement</th>
              <th className={classes.wide}>Since</th>
              <th className={classes.action}>
                <span className={classes.hidden}>Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <MemberRow key={member.id} member={member} agreement={agreement} onChange={() => onChange(member)} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function MemberRow({ member, agreement, onChange }: { member: Member; agreement: Agreement; onChange(): void }) {
  return (
    <tr>
      <td>
        <span className={classes.name}>{member.name}</span>
        {member.you && <span className={classes.you}>you</span>}
        <span className={classes.email}>{member.email}</span>
      </td>
      <td data-label="Role">{roleName(member.side, member.role)}</td>
      <td data-label="In the agreement">{agreementWords(member, agreement)}</td>
      <td data-label="Since" className={classes.wide}>
        <Moment at={instantMs(member.joinedAt)} />
      </td>
      <td className={classes.action}>
        <ReasonButton reason={member.may === true ? null : member.may} variant="default" size="compact-sm" onClick={onChange}>
          Change<span className={classes.hidden}> {member.name}</span>
        </ReasonButton>
      </td>
    </tr>
  );
}

function agreementWords(member: Member, agreement: Agreement) {
  const words = [
    ...(member.person ? [agreement.nameOf(member.person)] : []),
    ...member.teams.map((team) => agreement.nameOf(team)),
  ];
  return words.length > 0 ? words.join(', ') : <span className={classes.none}>not named</span>;
}
