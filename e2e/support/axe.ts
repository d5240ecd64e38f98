import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const GRAVE = ['serious', 'critical'];
/** The rules that another scheme could break. */
const OF_COLOR = ['color-contrast', 'link-in-text-block'];

/** Runs in the page; colors are judged only when none of them is on its way to another. */
const judge = async (rules: readonly string[]): Promise<AxeResults['violations']> => {
  const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
  // One that runs for ever, as a loader's, fades nothing.
  const passing = document
    .getAnimations()
    .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(passing.map(({ finished }) => finished));
  const which = rules.length > 0 ? { runOnly: { type: 'rule', values: rules } } : {};
  return (await axe.run({ resultTypes: ['violations'], ...which })).violations;
};

const faultsOf = async (page: Page, rules: readonly string[]): Promise<string[]> => {
  await page.evaluate(AXE);
  const violations = await page.evaluate(judge, rules);
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => [id, help, target.join(' '), failureSummary].join(' · ')),
    );
};

/** axe finds nothing serious or critical on the page, in the light scheme and in the dark one. */
export const expectAccessible = async (page: Page): Promise<void> => {
  for (const [colorScheme, rules] of [['dark', OF_COLOR] as const, ['light', []] as const]) {
    await page.emulateMedia({ colorScheme });
    expect(await faultsOf(page, rules), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
};
