import type { Browser, Page } from 'playwright-core';
import { NUMBER_BITS } from './numbered-clip.ts';
import type { PlaybackResult, PlayerName, PlayerState, ShownFrame } from './player-in-page.ts';
import * as inPage from './player-in-page.ts';
import { createErrorReporter } from './player-report.ts';

export type { PlaybackResult, PlayerName, PlayerState, ShownFrame } from './player-in-page.ts';

/** Each player with each playlist format that it supports. */
export const PLAYERS: [PlayerName, 'hlsUrl' | 'dashUrl'][] = [
  ['hls.js', 'hlsUrl'],
  ['shaka-player', 'hlsUrl'],
  ['shaka-player', 'dashUrl'],
  ['dash.js', 'dashUrl'],
];

export type OpenPlayer = {
  page: Page;
  /** Loads a URL and waits for its first frame. */
  load(url: string): Promise<void>;
  /** Seeks and waits until the frame is shown. */
  show(seconds: number): Promise<ShownFrame>;
  /** Plays a time range and returns every frame that was shown. */
  play(from: number, to: number): Promise<ShownFrame[]>;
  /** Switches shaka-player to another rendition and keeps its buffer. */
  changeRendition(): Promise<void>;
  /** Plays until this time at 4× speed. */
  playUntil(seconds: number): Promise<void>;
  /** Waits until everything up to this time is buffered. */
  untilBuffered(seconds: number): Promise<void>;
  /** Seeks forward within the buffer up to this time, then plays until the element has ended. */
  playOut(from: number): Promise<void>;
  /** Loads a URL and plays it at 4× speed until it ends or stalls, then destroys the player. */
  playThrough(url: string): Promise<PlaybackResult>;
  state(): Promise<PlayerState>;
};

/** Playback without progress for this long has stalled: no machine is busy for so long. */
const STALL_TIMEOUT_MS = 180_000;

/** Opens a new page with a player that has not loaded anything yet. */
export const openPlayer = async (
  browser: Browser,
  pageUrl: string,
  name: PlayerName,
): Promise<OpenPlayer & AsyncDisposable> => {
  const page: Page = await browser.newPage();
  const report = createErrorReporter(page);
  await page.goto(`${pageUrl}?${name}`);
  return {
    page,
    load: async (url) => {
      await page.evaluate(inPage.attach, { name, url, bits: NUMBER_BITS });
      await page.evaluate(inPage.untilShown, STALL_TIMEOUT_MS).catch(report);
    },
    playThrough: async (url) => {
      await page.evaluate(inPage.attach, { name, url, bits: NUMBER_BITS });
      const result = await page.evaluate(inPage.playToEnd, STALL_TIMEOUT_MS);
      await page.evaluate(inPage.unload);
      return result;
    },
    show: (seconds) => page.evaluate(inPage.show, seconds),
    play: (from, to) => page.evaluate(inPage.play, { from, to }),
    changeRendition: () => page.evaluate(inPage.changeRendition),
    playUntil: (seconds) => page.evaluate(inPage.playUntil, { seconds, limitMs: STALL_TIMEOUT_MS }).catch(report),
    untilBuffered: (seconds) =>
      page.evaluate(inPage.untilBuffered, { seconds, limitMs: STALL_TIMEOUT_MS }).catch(report),
    playOut: (from) => page.evaluate(inPage.playOut, { from, limitMs: STALL_TIMEOUT_MS }).catch(report),
    state: () => page.evaluate(inPage.state),
    [Symbol.asyncDispose]: () => page.close(),
  };
};
