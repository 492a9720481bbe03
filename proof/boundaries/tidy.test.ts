import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Complaint, readHouse } from './house.ts';
import { rules } from './rules.ts';

const house = readHouse(join(import.meta.dirname, '../..'));

const show = ({ path, line, says }: Complaint) => `${line ? `${path}:${line}` : path} ${says}`;

describe('the house', () => {
  test('is read', () => {
    expect(house.map(({ path }) => path)).toEqual(expect.arrayContaining(['package.json', 'core/package.json', '.ci/run']));
  });

  test.each(Object.entries(rules))('%s', (_, rule) => {
    expect(rule(house).map(show)).toEqual([]);
  });
});
