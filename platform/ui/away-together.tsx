/**
 * Which two people may not be away together: the worst pair in words with the first moment of each row it uncovers, the
 * next few pairs, and how many pairs are harmless. Says so when no pair hurts.
 */
import { Button, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { Facts } from '@tandem/core/responsibility/model.ts';
import {
  exampleSentence,
  type PairAway,
  type PairExample,
  pairSentence,
  type TwoAbsences,
} from '@tandem/core/responsibility/two-absences.ts';
import classes from './away-together.module.css';
import { Empty } from './empty.tsx';
import type { Names } from './names.ts';
import { Panel } from './panel.tsx';
import { Moment } from './time.tsx';
import { instantMs } from './time-words.ts';

interface AwayTogetherProps {
  away: TwoAbsences;
  names: Names;
  /** Shows the answer to these facts, in which both are absent. */
  onSee(facts: Facts): void;
}

export function AwayTogether({ away: { pairs, count, harmless }, names, onSee }: AwayTogetherProps) {
  const [worst, ...others] = pairs;
  return (
    <Panel
      flush
      title="Two people away at once"
      aside={
        <Text size="sm" c="dimmed">
          {harmless} of {count} {count === 1 ? 'pair' : 'pairs'} of people can be away together
        </Text>
      }
    >
      {worst === undefined ? (
        <Empty icon={<IconUsers size={28} stroke={1.5} />} title="No two absences uncover anything.">
          Whatever two people are away at once, nothing is left to nobody that one of them alone does not leave.
        </Empty>
      ) : (
        <>
          <Worst pair={worst} names={names} onSee={onSee} />
          {others.length > 0 && <Others pairs={others} names={names} onSee={onSee} />}
        </>
      )}
    </Panel>
  );
}

interface PairProps {
  pair: PairAway;
  names: Names;
  onSee(facts: Facts): void;
}

/** More rows of one pair are read in the matrix. */
const examplesMost = 8;

function Worst({ pair, names, onSee }: PairProps) {
  const rest = pair.examples.length - examplesMost;
  return (
    <Stack gap="xs" px="var(--t-inset)" pb="md">
      <Text fw={600}>{names.read(pairSentence(pair))}</Text>
      <ul className={classes.list}>
        {pair.examples.slice(0, examplesMost).map((example) => (
          <Example key={`${example.row} ${example.function}`} example={example} names={names} onSee={onSee} />
        ))}
      </ul>
      {rest > 0 && (
        <Text size="sm" c="dimmed">
          and {rest} more {rest === 1 ? 'row' : 'rows'}
        </Text>
      )}
    </Stack>
  );
}

function Example({ example, names, onSee }: { example: PairExample; names: Names; onSee(facts: Facts): void }) {
  const { witness, minutesPerYear } = example;
  return (
    <li className={classes.example}>
      <div>
        <Text>{names.functionOf(example.function)}</Text>
        <Text size="sm" c="dimmed">
          {names.read(exampleSentence(example))}, {hoursWords(minutesPerYear)}, first{' '}
          <Moment at={instantMs(witness.at)} style="moment" />
        </Text>
      </div>
      <Button size="compact-sm" variant="default" onClick={() => onSee(witness)}>
        The answer then
      </Button>
    </li>
  );
}

/** Beyond these a pair is better mended than read about. */
const othersMost = 8;

function Others({ pairs, names, onSee }: { pairs: readonly PairAway[]; names: Names; onSee(facts: Facts): void }) {
  return (
    <>
      <Table.ScrollContainer minWidth={480} type="native" tabIndex={0}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Also not together</Table.Th>
              <Table.Th>Uncovered</Table.Th>
              <Table.Th ta="right">A year</Table.Th>
              <Table.Th>First</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pairs.slice(0, othersMost).map((pair) => (
              <Table.Tr key={pair.people.join(' ')}>
                <Table.Td>{pair.people.map(names.of).join(' and ')}</Table.Td>
                <Table.Td>{functionsWords(pair, names)}</Table.Td>
                <Table.Td ta="right">{hoursWords(pair.minutesPerYear)}</Table.Td>
                <Table.Td>
                  <Button size="compact-sm" variant="subtle" onClick={() => onSee(pair.examples[0]!.witness)}>
                    <Moment at={instantMs(pair.examples[0]!.witness.at)} style="moment" />
                    <VisuallyHidden>: the answer when {pair.people.map(names.of).join(' and ')} are first missed</VisuallyHidden>
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {pairs.length > othersMost && (
        <Text size="sm" c="dimmed" px="var(--t-inset)" pb="md">
          and {pairs.length - othersMost} more pairs
        </Text>
      )}
    </>
  );
}

function functionsWords({ functions }: PairAway, names: Names): string {
  const [first, ...rest] = functions.map(names.functionOf);
  return rest.length === 0 ? first! : `${first} and ${rest.length} more`;
}

function hoursWords(minutes: number): string {
  if (minutes < 90) return `${minutes} minutes a year`;
  return `${Math.round(minutes / 60).toLocaleString('en-US')} hours a year`;
}
