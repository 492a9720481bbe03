import { describe, expect, it } from 'vitest';
import type { Overview } from './agreement.ts';
import { createReadable } from './readable.ts';

const overview = {
  zone: 'America/Chicago',
  functions: [
    { id: 'ir-containment', name: 'Containment' },
    { id: 'ir-server-containment', name: 'Contain servers' },
  ],
  vendors: [{ id: 'carrier-b', name: 'Carrier B' }],
  parties: [
    { id: 'dana', name: 'Dana Ruiz' },
    { id: 'msp-soc', name: 'Security operations' },
  ],
} as unknown as Overview;

describe('createReadable', () => {
  const read = createReadable(overview);

  it('turns ids and instants into names and the wall clock', () => {
    expect(read('Row A-07 decides ir-server-containment: msp-soc until 2027-07-01T00:00:00-05:00, dana is away.')).toBe(
      'Row A-07 decides Contain servers: Security operations until Thu 1 Jul 2027, 00:00, Dana Ruiz is away.',
    );
  });

  it('leaves what it does not know and what only contains an id', () => {
    expect(read('bordana and msp-soc-2 on 2027-07-01')).toBe('Bordana and msp-soc-2 on 2027-07-01');
  });

  it('drops the function that stands beside the sentence', () => {
    expect(createReadable(overview, true)('ir-containment: no row covers it.')).toBe('No row covers it.');
    expect(createReadable(overview, true)('note: no row covers it.')).toBe('Note: no row covers it.');
  });

  it('reads without an agreement', () => {
    expect(createReadable(undefined)('dana is away.')).toBe('Dana is away.');
  });
});
