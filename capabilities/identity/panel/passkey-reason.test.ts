import { describe, expect, it } from 'vitest';
import { reasonAgainstPasskeys } from './passkey-reason.ts';

const good = { hostname: 'tandem.harbor.test', port: '', secure: true, able: true };

describe('reasonAgainstPasskeys', () => {
  it('finds none at a name over https, nor at localhost', () => {
    expect(reasonAgainstPasskeys(good)).toBeNull();
    expect(reasonAgainstPasskeys({ ...good, hostname: 'localhost', port: '4400' })).toBeNull();
  });

  it('names the way out of an address of numbers', () => {
    expect(reasonAgainstPasskeys({ ...good, hostname: '127.0.0.1', port: '4400' })).toContain('http://localhost:4400');
    expect(reasonAgainstPasskeys({ ...good, hostname: '10.0.0.5' })).toContain('by its name');
    expect(reasonAgainstPasskeys({ ...good, hostname: '[::1]' })).toContain('by its name');
  });

  it('tells a bare address and an old browser apart', () => {
    expect(reasonAgainstPasskeys({ ...good, secure: false })).toContain('https');
    expect(reasonAgainstPasskeys({ ...good, able: false })).toContain('too old');
  });
});
