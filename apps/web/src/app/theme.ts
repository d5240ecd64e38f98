import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { PALETTE } from './palette';

// System fonts: nothing to download.
const FONT_STACK = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const MONOSPACE_STACK = 'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace';

const colors = Object.fromEntries(
  Object.entries(PALETTE).map(([name, shades]): [string, MantineColorsTuple] => [name, shades]),
);

export const theme = createTheme({
  colors,
  primaryColor: 'indigo',
  primaryShade: 6,
  black: PALETTE.gray[9],
  fontFamily: FONT_STACK,
  fontFamilyMonospace: MONOSPACE_STACK,
  headings: {
    fontWeight: '650',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.2' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'md',
  shadows: {
    sm: '0 1px 2px rgb(16 19 35 / 8%), 0 2px 8px rgb(16 19 35 / 6%)',
    md: '0 2px 4px rgb(16 19 35 / 8%), 0 8px 24px rgb(16 19 35 / 10%)',
    xl: '0 4px 8px rgb(16 19 35 / 10%), 0 24px 64px rgb(16 19 35 / 20%)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Paper: { defaultProps: { radius: 'lg' } },
    Badge: { defaultProps: { radius: 'sm', tt: 'none', fw: 600 } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        centered: true,
        overlayProps: { backgroundOpacity: 0.45, blur: 2 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      styles: { title: { fontWeight: 650 } },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    // WAI-ARIA doesn't allow the focus placeholder as a child of a menu. Without it, the first item takes the focus.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
  },
});

/**
 * Overrides Mantine's variables that lack contrast (placeholders, borders, errors) and adds two of ours: `--page-background`,
 * the background behind the surfaces, and `--focus-ring`, which is visible on both.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--page-background': 'var(--mantine-color-gray-0)',
    '--focus-ring': 'var(--mantine-color-indigo-6)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
    '--mantine-color-default-hover': 'var(--mantine-color-gray-1)',
  },
  dark: {
    '--page-background': 'var(--mantine-color-dark-8)',
    '--focus-ring': 'var(--mantine-color-indigo-4)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-success': 'var(--mantine-color-teal-4)',
  },
});
