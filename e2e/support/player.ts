import type { Browser, Page } from 'playwright-core';
import { NUMBER_BITS } from './numbered-clip.ts';
import type { PlayerName, PlayerState, Reached, ShownFrame } from './player-in-page.ts';
import * as inPage from './player-in-page.ts';
import { reportOn } from './player-report.ts';

export type { PlayerName, PlayerState, Reached, ShownFrame } from './player-in-page.ts';

export type OpenPlayer = {
  page: Page;
  /** Loads an address, until its first frame is on the screen. */
  load(url: string): Promise<void>;
  /** Seeks and waits until the frame is there. */
  show(seconds: number): Promise<ShownFrame>;
  /** Plays from one time to another; every frame that was shown. */
  play(from: number, to: number): Promise<ShownFrame[]>;
  /** Makes shaka-player go on with another rendition. It keeps what it has loaded. */
  changeRendition(): Promise<void>;
  /** Plays until that time, at four times the speed. */
  playUntil(seconds: number): Promise<void>;
  /** Waits until everything up to that time is loaded. */
  untilBuffered(seconds: number): Promise<void>;
  /** Jumps forward through what is loaded up to a time, then plays until the element says that it has ended. */
  playOut(from: number): Promise<void>;
  /** Loads an address and plays it at four times the speed until it has ended or stands still; then takes the player off the page. */
  playThrough(url: string): Promise<Reached>;
  state(): Promise<PlayerState>;
};

/** Nothing plays anymore: no machine is busy for so long. */
const STANDS_STILL_MS = 60_000;

/** A page of its own with that player, which has loaded nothing yet. */
export const openPlayer = async (
  browser: Browser,
  pageUrl: string,
  name: PlayerName,
): Promise<OpenPlayer & AsyncDisposable> => {
  const page: Page = await browser.newPage();
  const report = reportOn(page);
  await page.goto(`${pageUrl}?${name}`);
  return {
    page,
    load: async (url) => {
      await page.evaluate(inPage.attach, { name, url, bits: NUMBER_BITS });
      await page.evaluate(inPage.untilShown, STANDS_STILL_MS).catch(report);
    },
    playThrough: async (url) => {
      await page.evaluate(inPage.attach, { name, url, bits: NUMBER_BITS });
      const reached = await page.evaluate(inPage.reachEnd, STANDS_STILL_MS);
      await page.evaluate(inPage.unload);
      return reached;
    },
    show: (seconds) => page.evaluate(inPage.show, seconds),
    play: (from, to) => page.evaluate(inPage.play, { from, to }),
    changeRendition: () => page.evaluate(inPage.changeRendition),
    playUntil: (seconds) => page.evaluate(inPage.playUntil, { seconds, limitMs: STANDS_STILL_MS }).catch(report),
    untilBuffered: (seconds) =>
      page.evaluate(inPage.untilBuffered, { seconds, limitMs: STANDS_STILL_MS }).catch(report),
    playOut: (from) => page.evaluate(inPage.playOut, { from, limitMs: STANDS_STILL_MS }).catch(report),
    state: () => page.evaluate(inPage.state),
    [Symbol.asyncDispose]: () => page.close(),
  };
};
