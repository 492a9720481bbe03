/**
 * `tandem price` and `tandem fit` as people and machines use them.
 */
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { describe, expect, it } from 'vitest';
import { fileWith, harborPath, tandem } from './test-terminal.ts';

const counts = ['--users', '75', '--workstations', '80', '--servers', '4', '--on', '2027-01-01'];
const four = ['platform', 'security-ops', 'after-hours', 'overflow'].flatMap((id) => ['--module', id]);

describe('tandem price', () => {
  it('shows the three numbers, the comparisons, and what is not bought', async () => {
    const { code, out, err } = await tandem(['price', harborPath, ...counts, ...four, '--salaries', '90000']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const shown of [
      '5,500.00',
      '4,015–6,985',
      '66,000.00',
      '90,000.00',
      '156,000.00',
      '10,000.00',
      '8,000–12,000',
      '40 of 168',
    ])
      expect(out).toContain(shown);
    expect(out).toContain('calibrated to one published comparison, not surveyed');
    expect(out).toContain('! Backup IT leadership is not bought.');
  });

  it('gives the same to a machine, and the shares add up to the fee', async () => {
    const { code, out } = await tandem(['price', harborPath, ...counts, '--json']);
    const priced = JSON.parse(out);
    expect(code).toBe(0);
    expect(priced.quote.coManagedMonthlyMinor).toBe(600_000);
    expect(priced.shares.reduce((sum: number, { amountMinor }: { amountMinor: number }) => sum + amountMinor, 0)).toBe(600_000);
    expect(priced.year).toEqual({ feeMinor: 7_200_000, salariesMinor: null, totalMinor: null });
  });

  it('says no outside the usual band, with the reason', async () => {
    const thin = await tandem(['price', harborPath, ...counts, '--module', 'platform']);
    expect(thin).toMatchObject({ code: 1, out: expect.stringContaining('Below the usual band') });
    const full = await tandem(['price', harborPath, ...counts, ...four, '--module', 'expertise', '--block-hours', '20']);
    expect(full).toMatchObject({ code: 1, out: expect.stringContaining('Above the usual band') });
  });

  it('takes terms and a card from files, and flags before them', async () => {
    const card = structuredClone(exampleRateCard);
    card.coManagedMinimumMonthly = '9000.00';
    const terms = fileWith(
      'terms.json',
      JSON.stringify({ modules: ['platform'], termMonths: 36, card: { name: 'Ours', rates: card } }),
    );
    const args = ['price', harborPath, ...counts, '--terms', terms, '--json'];
    const own = JSON.parse((await tandem(args)).out);
    expect(own).toMatchObject({ card: 'Ours', quote: { coManagedMonthlyMinor: 900_000, onboardingOneTimeMinor: 0 } });
    const cardFile = fileWith('card.json', JSON.stringify(exampleRateCard));
    const other = JSON.parse((await tandem([...args, '--card', cardFile, ...four])).out);
    expect(other.quote.coManagedMonthlyMinor).toBe(550_000);
  });

  it('refuses what it cannot price, and says where', async () => {
    const broken = fileWith('card.json', JSON.stringify({ ...exampleRateCard, currency: 'dollars' }));
    expect(await tandem(['price', harborPath, ...counts, '--card', broken])).toMatchObject({
      code: 1,
      err: expect.stringContaining('(currency)'),
    });
    const terms = fileWith('terms.json', '{"modules":"platform"}');
    expect(await tandem(['price', harborPath, '--terms', terms])).toMatchObject({
      code: 1,
      err: expect.stringContaining('modules'),
    });
    expect(await tandem(['price', harborPath, ...counts, '--module', 'catering'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('no module catering'),
    });
    expect(await tandem(['price', harborPath, '--users', 'many'])).toMatchObject({ code: 2 });
    expect(await tandem(['price', harborPath, '--on', 'soon'])).toMatchObject({ code: 2 });
    expect(await tandem(['price', '/nowhere.yaml'])).toMatchObject({ code: 3 });
  });
});

describe('tandem fit', () => {
  it('prints a file to fill in, and reads it', async () => {
    const { out } = await tandem(['fit', '--questions']);
    const fits = await tandem(['fit', fileWith('answers.yaml', out.replace('itLoadPct: 80', 'itLoadPct: 100'))]);
    expect(fits).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Sharing IT fits. 55 of 100.') });
    const nobody = fileWith('nobody.yaml', out.replace('itStaff: 1', 'itStaff: 0'));
    const not = await tandem(['fit', nobody, '--json']);
    expect(not.code).toBe(1);
    expect(JSON.parse(not.out)).toMatchObject({ verdict: 'fully-managed', words: { title: 'Ask for fully managed IT' } });
  });

  it('names each answer that is missing or none, and text that is no YAML', async () => {
    const { code, err } = await tandem(['fit', fileWith('answers.json', '{"employees": "many", "budget": 3}')]);
    expect(code).toBe(1);
    for (const named of ['employees: Give a number', 'budget: There is no such question', 'itStaff: This has no answer yet'])
      expect(err).toContain(named);
    expect(await tandem(['fit', fileWith('a.yaml', 'employees: [')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('a.yaml:1'),
    });
    expect(await tandem(['fit'])).toMatchObject({ code: 2 });
    expect(await tandem(['fit', '/nowhere.yaml'])).toMatchObject({ code: 3 });
  });
});
