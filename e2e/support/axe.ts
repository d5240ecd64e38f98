import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FAILING_IMPACTS = ['serious', 'critical'];
/** The rules whose result depends on the color scheme. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** Runs in the page, after all transitions: a color that is still changing has no meaningful contrast. */
const runAxe = async (rules: readonly string[]): Promise<AxeResults['violations']> => {
  const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
  // Endless animations, such as a loader's, never finish.
  const transitions = document
    .getAnimations()
    .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(transitions.map(({ finished }) => finished));
  const which = rules.length > 0 ? { runOnly: { type: 'rule', values: rules } } : {};
  return (await axe.run({ resultTypes: ['violations'], ...which })).violations;
};

const violationsOf = async (page: Page, rules: readonly string[]): Promise<string[]> => {
  await page.evaluate(AXE);
  const violations = await page.evaluate(runAxe, rules);
  return violations
    .filter(({ impact }) => FAILING_IMPACTS.includes(impact ?? ''))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => [id, help, target.join(' '), failureSummary].join(' · ')),
    );
};

/** Next.js sets the title of the next page some milliseconds after it shows its content. In between, there is none. */
const waitForTitle = (page: Page) => page.waitForFunction(() => document.title !== '');

/** Expects no serious or critical axe violations, in both color schemes. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await waitForTitle(page);
  for (const [colorScheme, rules] of [['dark', COLOR_RULES] as const, ['light', []] as const]) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOf(page, rules), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
};
