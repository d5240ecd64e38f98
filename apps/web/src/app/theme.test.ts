import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { expect, test } from 'vitest';
import { PALETTE } from './palette';
import { cssVariables, theme } from './theme';

const merged = mergeMantineTheme(DEFAULT_THEME, theme);
const defaults = defaultCssVariablesResolver(merged);
const ours = cssVariables(merged);

type Scheme = 'light' | 'dark';

/** The colour that a CSS variable of the pages comes to, as `#rrggbb`. */
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

/** Mantine computes some colours and writes them as `rgba(r, g, b, 1)`. */
const toHex = (value: string): string => {
  if (/^#[0-9a-f]{6}$/i.test(value)) return value;
  if (/^#fff$/i.test(value)) return '#ffffff';
  const parts = /^rgba\((\d+), (\d+), (\d+), 1\)$/.exec(value)?.slice(1);
  if (!parts) throw new Error(`"${value}" is no opaque colour.`);
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
const GROUNDS = ['--page-background', '--mantine-color-body', '--mantine-color-default'];
const LETTERS = [
  '--mantine-color-text',
  '--mantine-color-dimmed',
  '--mantine-color-placeholder',
  '--mantine-color-error',
  '--mantine-color-success',
  '--mantine-color-anchor',
];
const HUES = Object.keys(PALETTE).filter((name) => name !== 'dark');

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each(SCHEMES)('letters of every kind can be read on the page and on its surfaces, %s', (scheme) => {
  const pale = LETTERS.flatMap((letter) =>
    GROUNDS.filter((ground) => contrast(colorOf(scheme, letter), colorOf(scheme, ground)) < 4.5).map(
      (ground) => `${letter} on ${ground}`,
    ),
  );
  expect(pale).toEqual([]);
});

test.each(SCHEMES)('coloured letters and badges of every colour can be read, %s', (scheme) => {
  const pale = HUES.filter((hue) => {
    const name = `--mantine-color-${hue}`;
    return (
      contrast(colorOf(scheme, `${name}-text`), colorOf(scheme, '--page-background')) < 4.5 ||
      contrast(colorOf(scheme, `${name}-light-color`), colorOf(scheme, `${name}-light`)) < 4.5 ||
      contrast('#ffffff', colorOf(scheme, `${name}-filled`)) < 4.5
    );
  });
  expect(pale).toEqual([]);
});

test.each(SCHEMES)('the focus ring is seen on everything below it, %s', (scheme) => {
  for (const ground of GROUNDS)
    expect(contrast(colorOf(scheme, '--focus-ring'), colorOf(scheme, ground))).toBeGreaterThan(3);
});

type Variables = Readonly<Record<string, string>>;

const rule = (selector: string, variables: Variables, known: Variables): string => {
  const lines = Object.entries(variables).filter(([name, value]) => known[name] !== value);
  return `${selector} {\n${lines.map(([name, value]) => `  ${name}: ${value};`).join('\n')}\n}\n`;
};

// Pages without Mantine's provider have no other source of what the theme changes. `npx vitest -u` writes the file anew.
test('theme.css says what the theme changes', async () => {
  const plain = defaultCssVariablesResolver(DEFAULT_THEME);
  const css = [
    rule(':root', { ...defaults.variables, ...ours.variables }, plain.variables),
    ...(['light', 'dark'] as const).map((scheme) =>
      rule(`:root[data-mantine-color-scheme="${scheme}"]`, { ...defaults[scheme], ...ours[scheme] }, plain[scheme]),
    ),
  ];
  await expect(css.join('\n')).toMatchFileSnapshot('./theme.css');
});
