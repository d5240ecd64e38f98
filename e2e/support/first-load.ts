import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** Requests later than this are not part of the initial load. */
const IDLE_MS = 1_000;

/** The compressed bytes of script that a first visit transfers until the page is loaded and idle. */
export const firstLoadBytes = async (
  { page, context, network }: Visitor,
  url: string,
  untilLoaded: () => Promise<void>,
): Promise<number> => {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  const from = performance.now();
  await page.goto(url);
  await untilLoaded();
  await page.waitForTimeout(IDLE_MS);
  await network.settled();
  await devtools.detach();
  const scripts = network
    .since(from, new URL(url).origin)
    .filter(({ contentType }) => contentType.includes('javascript'));
  const bytes = new Map(scripts.map(({ url: { pathname }, receivedBytes }) => [pathname, receivedBytes]));
  expect(bytes.size).toBeGreaterThan(3);
  expect(Math.min(...bytes.values())).toBeGreaterThan(0);
  return bytes.values().reduce((sum, size) => sum + size, 0);
};
