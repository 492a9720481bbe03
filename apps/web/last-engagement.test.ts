import { describe, expect, it } from 'vitest';
import { chooseEngagement } from './last-engagement.ts';

const me = {
  engagements: [
    { slug: 'harbor', prefix: 'HAR' },
    { slug: 'mill', prefix: 'MIL' },
  ],
};

describe('chooseEngagement', () => {
  it('follows the number', () => {
    expect(chooseEngagement(me, '/work/MIL-12?x=1', 'harbor')).toBe('mill');
  });

  it('falls back to the last one, then to the first', () => {
    expect(chooseEngagement(me, '/work/XXX-12', 'mill')).toBe('mill');
    expect(chooseEngagement(me, null, 'gone')).toBe('harbor');
    expect(chooseEngagement({ engagements: [] }, null, null)).toBe('none');
  });
});
