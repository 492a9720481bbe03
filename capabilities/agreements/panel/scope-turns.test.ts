/**
 * Layers in a form: what is kept is what the file accepts, and whose turn comes next is what the proof reads.
 */
import type { Rota, RotaLayer } from '@tandem/core/responsibility/model.ts';
import { expect, it } from 'vitest';
import { freshLayer, layersProblem, lengthParts, nextTurns } from './scope-turns.ts';

const layer: RotaLayer = { length: '1w', anchor: '2027-01-04T08:00', turns: [{ people: ['ana'] }, { people: ['ben'] }] };

it('reads a length in its parts, also while it is typed', () => {
  expect(lengthParts('2w')).toEqual({ count: 2, unit: 'w' });
  expect(lengthParts('mo')).toEqual({ count: '', unit: 'mo' });
});

it('tells what is missing, by layer where there are two', () => {
  expect(layersProblem([layer])).toBeNull();
  expect(layersProblem([])).toMatch(/Add a layer/);
  expect(layersProblem([freshLayer('2027-01-04')])).toBe('Say who takes turn 1.');
  expect(layersProblem([layer, { ...layer, length: 'w' }])).toMatch(/^Layer 2: Say how long/);
  expect(layersProblem([{ ...layer, anchor: '' }])).toMatch(/when the first turn begins/);
  expect(layersProblem([{ ...layer, turns: [{ people: ['ana'], from: '2027-02-01', to: '2027-02-01' }] }])).toMatch(
    /before it begins/,
  );
  expect(layersProblem([{ ...layer, restrictions: [{ days: [], from: '20:00', to: '08:00' }] }])).toMatch(/which days/);
  expect(layersProblem([{ ...layer, restrictions: [{ days: ['fri'], from: '8', to: '08:00' }] }])).toMatch(/hours as/);
});

it('tells whose turn comes next, and that nobody is on shift between', () => {
  const rota = (...layers: RotaLayer[]): Rota => ({ id: 'nights', timezone: 'UTC', layers });
  const from = Date.UTC(2027, 0, 6);
  expect(nextTurns(rota(layer), from, 3)).toEqual({
    turns: [
      { at: from, people: ['ana'] },
      { at: Date.UTC(2027, 0, 11, 8), people: ['ben'] },
      { at: Date.UTC(2027, 0, 18, 8), people: ['ana'] },
    ],
    isOpen: false,
  });
  const fridays = { ...layer, restrictions: [{ days: ['fri' as const], from: '20:00', to: '08:00' }] };
  expect(nextTurns(rota(fridays), from, 2)).toEqual({
    turns: [
      { at: Date.UTC(2027, 0, 8, 20), people: ['ana'] },
      { at: Date.UTC(2027, 0, 15, 20), people: ['ben'] },
    ],
    isOpen: true,
  });
  expect(nextTurns(rota({ ...layer, anchor: '2027-02-01T08:00' }), from, 1).isOpen).toBe(false);
});
