/**
 * Every colour of the product, once, for both schemes. A side is always the same colour: internal teal, provider
 * indigo, a vendor amber, and red for a gap (nobody). `solid` is for marks, lines and hatching; `ink` is the same hue
 * dark or light enough to be read as small text on `tint`, on panels and on the page; the test beside this file holds
 * each of those pairs to WCAG AA. Components never name a hex value: they use the CSS variables of theme.ts.
 */

export interface Hue {
  /** Marks, lines, hatching: at least 3:1 against panels. */
  solid: string;
  /** Text in this hue: at least 4.5:1 on tint, panel and page. */
  ink: string;
  /** Quiet background behind `ink`. */
  tint: string;
}

export interface Palette {
  page: string;
  panel: string;
  /** A surface one step away from the panel: table group rows, quiet boxes, hovered entries. */
  raised: string;
  line: string;
  /** Outline of buttons, whose words already say that they are buttons. */
  edge: string;
  /** Outline of fields, which nothing but the outline shows: at least 3:1 against panels. */
  field: string;
  ink: string;
  soft: string;
  internal: Hue;
  provider: Hue;
  vendor: Hue;
  gap: Hue;
  good: Hue;
}

export const light: Palette = {
  page: '#f7f8fa',
  panel: '#ffffff',
  raised: '#eff2f7',
  line: '#e3e7ed',
  edge: '#cfd6e0',
  field: '#8793a5',
  ink: '#16202e',
  soft: '#586577',
  internal: { solid: '#0b8a7d', ink: '#076a60', tint: '#d9f2ee' },
  provider: { solid: '#4b4fd8', ink: '#4144c4', tint: '#e4e5fb' },
  vendor: { solid: '#b8690a', ink: '#8a4d05', tint: '#fdeed6' },
  gap: { solid: '#cf2f3d', ink: '#b92532', tint: '#fbe7e9' },
  good: { solid: '#1f8a4c', ink: '#17703c', tint: '#ddf3e4' },
};

export const dark: Palette = {
  page: '#0f141b',
  panel: '#171d26',
  raised: '#1f2732',
  line: '#29323e',
  edge: '#3a4553',
  field: '#6b7889',
  ink: '#e8edf4',
  soft: '#9aa6b6',
  internal: { solid: '#35c4b3', ink: '#45cdbd', tint: '#123a37' },
  provider: { solid: '#9a9dff', ink: '#a9abff', tint: '#262860' },
  vendor: { solid: '#e39a3b', ink: '#f0b064', tint: '#3d2a0c' },
  gap: { solid: '#f2606c', ink: '#ff8089', tint: '#401c22' },
  good: { solid: '#3fb768', ink: '#6fd68f', tint: '#15361f' },
};

export const hues = ['internal', 'provider', 'vendor', 'gap', 'good'] as const;
/** `--t-…` CSS variables of one scheme; theme.ts hands them to Mantine, components read them. */
export function computeVariables(palette: Palette): Record<string, string> {
  const { page, panel, raised, line, edge, field, ink, soft } = palette;
  const variables: Record<string, string> = {
    '--t-page': page,
    '--t-panel': panel,
    '--t-raised': raised,
    '--t-line': line,
    '--t-edge': edge,
    '--t-field': field,
    '--t-ink': ink,
    '--t-soft': soft,
  };
  for (const name of hues) {
    variables[`--t-${name}`] = palette[name].solid;
    variables[`--t-${name}-ink`] = palette[name].ink;
    variables[`--t-${name}-tint`] = palette[name].tint;
  }
  return variables;
}
