import { describe, expect, it } from 'vitest';
import { computeVariables, dark, hues, light, type Palette } from './colours.ts';

const channel = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex: string): number => 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);

/** WCAG 2.2 contrast ratio of two opaque colours. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const schemes: [string, Palette][] = [
  ['light', light],
  ['dark', dark],
];

describe.each(schemes)('the %s scheme', (_name, palette) => {
  const surfaces = [palette.page, palette.panel, palette.raised];

  it('keeps ordinary and soft text readable on every surface', () => {
    for (const surface of surfaces) {
      expect(contrast(palette.ink, surface)).toBeGreaterThanOrEqual(7);
      expect(contrast(palette.soft, surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('keeps the outline of a field visible on panels', () => {
    expect(contrast(palette.field, palette.panel)).toBeGreaterThanOrEqual(3);
  });

  it.each(hues)('keeps %s text readable on its tint and on every surface', (name) => {
    for (const surface of [palette[name].tint, ...surfaces])
      expect(contrast(palette[name].ink, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(hues)('keeps %s marks visible on panels', (name) => {
    expect(contrast(palette[name].solid, palette.panel)).toBeGreaterThanOrEqual(3);
  });
});

it('measures a pair that fails as failing', () => {
  expect(contrast('#0b8a7d', '#d9f2ee')).toBeLessThan(4.5);
});

it('names one variable per colour in both schemes', () => {
  expect(Object.keys(computeVariables(light))).toEqual(Object.keys(computeVariables(dark)));
});
