import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { expect, test } from 'vitest';
import { PALETTE } from './palette';
import { cssVariables, theme } from './theme';

const merged = mergeMantineTheme(DEFAULT_THEME, theme);
const defaults = defaultCssVariablesResolver(merged);
const ours = cssVariables(merged);

type Scheme = 'light' | 'dark';

/** The resolved color of a CSS variable, as `#rrggbb`. */
const colorOf = (scheme: Scheme, name: string): string => {
  const all: Record<string, string | undefined> = {
    ...defaults.variables,
    ...defaults[scheme],
    ...ours.variables,
    ...ours[scheme],
  };
  const value = all[name] ?? '';
  const reference = /^var\((.*)\)$/.exec(value)?.[1];
  return reference ? colorOf(scheme, reference) : toHex(value);
};

/** Mantine writes computed colors as `rgba(r, g, b, 1)`. */
const toHex = (value: string): string => {
  if (/^#[0-9a-f]{6}$/i.test(value)) return value;
  if (/^#fff$/i.test(value)) return '#ffffff';
  const parts = /^rgba\((\d+), (\d+), (\d+), 1\)$/.exec(value)?.slice(1);
  if (!parts) throw new Error(`"${value}" is not an opaque color.`);
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
};

/** WCAG 2.2: relative luminance. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

const SCHEMES: Scheme[] = ['light', 'dark'];
const BACKGROUNDS = ['--page-background', '--mantine-color-body', '--mantine-color-default'];
const TEXT_COLORS = [
  '--mantine-color-text',
  '--mantine-color-dimmed',
  '--mantine-color-placeholder',
  '--mantine-color-error',
  '--mantine-color-success',
  '--mantine-color-anchor',
];
const HUES = Object.keys(PALETTE).filter((name) => name !== 'dark');

test('contrast matches the WCAG formula', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each(SCHEMES)('every text color is legible on every background, %s', (scheme) => {
  const illegible = TEXT_COLORS.flatMap((text) =>
    BACKGROUNDS.filter((background) => contrast(colorOf(scheme, text), colorOf(scheme, background)) < 4.5).map(
      (background) => `${text} on ${background}`,
    ),
  );
  expect(illegible).toEqual([]);
});

test.each(SCHEMES)('colored text, badges and buttons are legible in every hue, %s', (scheme) => {
  const illegible = HUES.filter((hue) => {
    const name = `--mantine-color-${hue}`;
    return (
      contrast(colorOf(scheme, `${name}-text`), colorOf(scheme, '--page-background')) < 4.5 ||
      contrast(colorOf(scheme, `${name}-light-color`), colorOf(scheme, `${name}-light`)) < 4.5 ||
      contrast('#ffffff', colorOf(scheme, `${name}-filled`)) < 4.5
    );
  });
  expect(illegible).toEqual([]);
});

test.each(SCHEMES)('the focus ring is visible on every background, %s', (scheme) => {
  for (const background of BACKGROUNDS)
    expect(contrast(colorOf(scheme, '--focus-ring'), colorOf(scheme, background))).toBeGreaterThan(3);
});

type Variables = Readonly<Record<string, string>>;

const rule = (selector: string, variables: Variables, known: Variables): string => {
  const lines = Object.entries(variables).filter(([name, value]) => known[name] !== value);
  return `${selector} {\n${lines.map(([name, value]) => `  ${name}: ${value};`).join('\n')}\n}\n`;
};

// Pages without Mantine's provider get the theme from this file only. `npx vitest -u` regenerates it.
test('theme.css matches the theme', async () => {
  const plain = defaultCssVariablesResolver(DEFAULT_THEME);
  const css = [
    rule(':root', { ...defaults.variables, ...ours.variables }, plain.variables),
    ...(['light', 'dark'] as const).map((scheme) =>
      rule(`:root[data-mantine-color-scheme="${scheme}"]`, { ...defaults[scheme], ...ours[scheme] }, plain[scheme]),
    ),
  ];
  await expect(css.join('\n')).toMatchFileSnapshot('./theme.css');
});
