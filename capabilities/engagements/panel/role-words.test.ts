import { expect, it } from 'vitest';
import { memberSchema } from '../contract.ts';
import { roles } from './role-words.ts';

it('has words for every role there is, in their order, and for no other', () => {
  expect([...roles.internal, ...roles.provider].map((each) => each.role)).toEqual(memberSchema.shape.role.options);
});
