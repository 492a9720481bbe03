/**
 * Two texts compared word by word, in one: what went is struck through, what came is underlined, never told by colour alone.
 */
import { Text, type TextProps } from '@mantine/core';
import type { WordsPart } from '@tandem/core/commercial/words-diff.ts';
import classes from './words.module.css';

export function Words({ parts, ...text }: TextProps & { parts: readonly WordsPart[] }) {
  return (
    <Text {...text} className={classes.words}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place between the others
        <Part key={index} part={part} />
      ))}
    </Text>
  );
}

function Part({ part: { kind, text } }: { part: WordsPart }) {
  if (kind === 'added') return <ins>{text}</ins>;
  return kind === 'removed' ? <del>{text}</del> : <span>{text}</span>;
}
