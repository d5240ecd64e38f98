import type { Page } from 'playwright-core';

const LAST_RESPONSES = 16;

/** Describes the internal state of a player. Runs in the page. */
const describePlayer = (): string => {
  type Track = { active: boolean; height: number | null };
  type Known = Partial<{
    isLive(): boolean;
    isDynamic(): boolean;
    seekRange(): unknown;
    getBufferedInfo(): unknown;
    getVariantTracks(): Track[];
    getStats(): Record<string, unknown>;
    levels: { height: number; details?: { live: boolean; edge: number } }[];
    currentLevel: number;
  }>;
  const player = (globalThis as unknown as { player: Known }).player;
  const { stateHistory, switchHistory, bufferingTime } = player.getStats?.() ?? {};
  return JSON.stringify({
    ...{ isLive: player.isLive?.(), isDynamic: player.isDynamic?.(), seekRange: player.seekRange?.() },
    buffered: player.getBufferedInfo?.(),
    heights: player.getVariantTracks?.().map(({ height, active }) => `${height}${active ? ' active' : ''}`),
    levels: player.levels?.map(
      ({ height, details }) => `${height} until ${details?.edge}${details?.live ? ' live' : ''}`,
    ),
    ...{ currentLevel: player.currentLevel, stateHistory, switchHistory, bufferingTime },
  });
};

/** Records the responses of a page. The returned function rethrows an error with them and the state of the player. */
export const createErrorReporter = (page: Page) => {
  const responses: string[] = [];
  const begun = performance.now();
  page.on('response', (response) => {
    const { range = '' } = response.request().headers();
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    responses.push(`${seconds} s: ${response.status()} ${new URL(response.url()).pathname} ${range}`);
    responses.splice(0, responses.length - LAST_RESPONSES);
  });
  return async (error: Error): Promise<never> => {
    const known = await page.evaluate(describePlayer).catch(String);
    throw new Error([error.message, known, ...responses].join('\n'), { cause: error });
  };
};
