/**
 * The answer as a card: who, how, what is allowed and what never, whom to ask and by when, and who is told.
 */
import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowRight, IconCheck, IconX } from '@tabler/icons-react';
import { deedWords } from '@tandem/core/responsibility/deeds.ts';
import { type Names, spanWords } from '@tandem/platform/ui/names.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import type { ReactNode } from 'react';
import type { Answer, Facts, Overview } from './agreement.ts';
import { approvalSteps } from './answer-words.ts';
import classes from './ask.module.css';
import { modeFace } from './mode.tsx';

interface AnswerCardProps {
  answer: Answer;
  /** False while the answer is that of the surrounding span: then its times are not those of the instant. */
  exact: boolean;
  facts: Facts;
  overview: Overview;
  names: Names;
}

export function AnswerCard({ answer, exact, facts, overview, names }: AnswerCardProps) {
  const face = modeFace(answer.mode);
  return (
    <Panel title="The answer">
      <Stack gap="md">
        {answer.gap && <GapNote answer={answer} names={names} />}
        {answer.blocked && (
          <div className={classes.blocked}>
            <strong>May not act yet.</strong> {names.read(answer.blocked.because)}
            {answer.blocked.page.length > 0 && ` Call ${answer.blocked.page.map(names.of).join(' or ')}.`}
          </div>
        )}
        {answer.conflict.length > 0 && (
          <div className={classes.blocked} data-tone="gap">
            Rows {answer.conflict.join(' and ')} both apply and neither is narrower. The agreement cannot be signed like this.
          </div>
        )}
        <dl className={classes.facts}>
          {!answer.gap && (
            <>
              <Fact label="Responsible">
                <Parties ids={answer.who} names={names} />
              </Fact>
              <Fact label="How">
                <strong>{face.word}</strong>{' '}
                <Text span c="dimmed">
                  {face.sentence}
                </Text>
              </Fact>
            </>
          )}
          {answer.accountable && <Fact label="Answers for it">{names.of(answer.accountable)}</Fact>}
          <Deadlines answer={answer} exact={exact} />
          <Authority answer={answer} facts={facts} overview={overview} names={names} />
          {answer.inform.length > 0 && (
            <Fact label="Is told">
              {answer.inform.map((each) => `${names.of(each.who)} within ${spanWords(each.within)}`).join(', ')}
            </Fact>
          )}
        </dl>
      </Stack>
    </Panel>
  );
}

function GapNote({ answer, names }: { answer: Answer; names: Names }) {
  return (
    <div className={classes.blocked} data-tone="gap">
      <strong>This is a gap.</strong>{' '}
      {answer.row ? `Row ${answer.row} names nobody who is there.` : 'No row of the version in force covers it.'}
      {answer.holder && ` ${names.of(answer.holder)} holds it meanwhile, as agreed for gaps.`}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Parties({ ids, names }: { ids: readonly string[]; names: Names }) {
  return (
    <Group gap={6}>
      {ids.map((id) => {
        const side = names.sideOf(id);
        return side ? (
          <SideBadge key={id} side={side} label={names.of(id)} />
        ) : (
          <Text key={id} span>
            {names.of(id)}
          </Text>
        );
      })}
    </Group>
  );
}

function Deadlines({ answer, exact }: { answer: Answer; exact: boolean }) {
  return (
    <>
      {answer.workStartsAt && (
        <Fact label="Work starts">
          <Moment at={instantMs(answer.workStartsAt)} style="moment" />
        </Fact>
      )}
      {answer.responseDueAt && (
        <Fact label="Response due">
          {exact ? (
            <strong>
              <Moment at={instantMs(answer.responseDueAt)} style="moment" />
            </strong>
          ) : (
            <Skeleton h={18} w={130} display="inline-block" />
          )}
        </Fact>
      )}
    </>
  );
}

function Authority({ answer, facts, overview, names }: Omit<AnswerCardProps, 'exact'>) {
  const { steps, exhaustedAt } = approvalSteps(answer, instantMs(facts.at), overview.stepMinutes);
  return (
    <>
      {steps.length > 0 && (
        <Fact label={answer.approve === 'all' ? 'All must approve' : 'Who approves'}>
          <span className={classes.chain}>
            {steps.map((step, index) => (
              <Group key={step.who} gap={6} component="span" wrap="nowrap">
                {index > 0 && <IconArrowRight size={14} aria-label={answer.approve === 'all' ? 'and' : 'then'} />}
                <Text span fw={600}>
                  {names.of(step.who)}
                </Text>
                <Text span c="dimmed">
                  <Moment at={step.at} style="time" />
                </Text>
              </Group>
            ))}
          </span>
        </Fact>
      )}
      {answer.failSafe && (
        <Fact label="If nobody answers">
          {exhaustedAt && (
            <Text span c="dimmed">
              from <Moment at={exhaustedAt} style="time" />:{' '}
            </Text>
          )}
          {answer.failSafe}
        </Fact>
      )}
      {answer.allowedNow.length > 0 && (
        <Fact label="Allowed now">
          {answer.allowedNow.map((action) => (
            <div key={action} className={classes.may}>
              <IconCheck size={16} color="var(--t-good)" aria-hidden /> {deedWords(action)}
            </div>
          ))}
        </Fact>
      )}
      {answer.mustNot.length > 0 && (
        <Fact label="Never">
          {answer.mustNot.map((action) => (
            <div key={action} className={classes.may}>
              <IconX size={16} color="var(--t-gap)" aria-hidden /> {deedWords(action)}
            </div>
          ))}
        </Fact>
      )}
    </>
  );
}

const skeletonLines = ['a', 'b', 'c', 'd', 'e'];

export function AnswerSkeleton() {
  return (
    <Stack gap="sm" aria-busy="true" role="status" aria-label="Asking">
      {skeletonLines.map((line) => (
        <Skeleton key={line} h={22} />
      ))}
    </Stack>
  );
}
