/**
 * The one Mantine theme. Buttons are ink on paper, so that the only colours on a screen are the two sides, a vendor and
 * a gap; lines are one pixel and there is almost no shadow. Colours reach components as `--t-…` variables computed by
 * colours.ts, and Mantine's own semantic variables are pointed at them, so a stock Mantine component needs no styling
 * of its own. Figures are tabular everywhere (global.css).
 */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { computeVariables, dark, light, type Palette } from './colours.ts';

/** Index 1 is the ink of the dark scheme, index 8 the ink of the light one; the steps between serve hover and outlines. */
const inkSteps: MantineColorsTuple = [
  '#ffffff',
  '#e8edf4',
  '#cfd6e0',
  '#b0bac8',
  '#8793a5',
  '#6b7889',
  '#4a5667',
  '#2d394a',
  '#16202e',
  '#0b111a',
];

/** Mantine draws its dark scheme from this tuple: 0 text, 2 dimmed, 4 borders, 6 surfaces, 7 body. */
const darkSteps: MantineColorsTuple = [
  dark.ink,
  '#c6d0dc',
  dark.soft,
  dark.field,
  dark.edge,
  dark.line,
  dark.panel,
  dark.page,
  '#0b1017',
  '#070a0f',
];

/** On filled ink, which is dark in the light scheme and light in the dark one. The stock value is that of the light one. */
const onInk = 'var(--mantine-primary-color-contrast)';

/** Text on a filled ink button follows the scheme: the stock resolver decides it once, for the light one. */
const variantColours: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  const ink = input.variant === 'filled' && (input.color ?? input.theme.primaryColor) === 'ink';
  return ink ? { ...resolved, color: onInk } : resolved;
};

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 1 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  variantColorResolver: variantColours,
  black: light.ink,
  white: '#ffffff',
  colors: { ink: inkSteps, dark: darkSteps },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '640',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.4' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.4' },
      h6: { fontSize: '0.75rem', lineHeight: '1.4' },
    },
  },
  radius: { xs: '0.25rem', sm: '0.4375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  shadows: {
    xs: 'none',
    sm: '0 1px 2px rgb(15 20 27 / 6%)',
    md: '0 6px 24px rgb(15 20 27 / 12%)',
    lg: '0 10px 36px rgb(15 20 27 / 16%)',
    xl: '0 16px 48px rgb(15 20 27 / 20%)',
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { iconColor: onInk } },
    Radio: { defaultProps: { iconColor: onInk } },
    Tooltip: {
      defaultProps: {
        openDelay: 250,
        withArrow: true,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Drawer: {
      defaultProps: {
        position: 'right',
        size: 480,
        overlayProps: { backgroundOpacity: 0.28 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      styles: { title: { fontWeight: 640 } },
    },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.28 }, closeButtonProps: { 'aria-label': 'Close' } },
      styles: { title: { fontWeight: 640 } },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md' } },
    Combobox: { defaultProps: { shadow: 'md' } },
    Skeleton: { defaultProps: { radius: 'sm' } },
    Table: { defaultProps: { verticalSpacing: 'sm' } },
  },
});

function computeScheme(palette: Palette): Record<string, string> {
  return {
    ...computeVariables(palette),
    '--mantine-color-body': palette.page,
    '--mantine-color-text': palette.ink,
    '--mantine-color-bright': palette.ink,
    '--mantine-color-dimmed': palette.soft,
    '--mantine-color-anchor': palette.ink,
    '--mantine-color-error': palette.gap.ink,
    '--mantine-color-success': palette.good.ink,
    '--mantine-color-placeholder': palette.soft,
    '--mantine-color-default': palette.panel,
    '--mantine-color-default-hover': palette.raised,
    '--mantine-color-default-color': palette.ink,
    '--mantine-color-default-border': palette.edge,
    '--mantine-color-disabled': palette.raised,
    '--mantine-color-disabled-color': palette.soft,
    '--mantine-color-disabled-border': palette.line,
  };
}

export const variablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: computeScheme(light),
  dark: computeScheme(dark),
});
