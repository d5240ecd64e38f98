import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { reducePalette } from './reduce-palette.ts';
import { IN_README, type Variant } from './variants.ts';

/** Runs in the page. A frame of the player counts, too. */
const IS_SETTLED = `document.readyState === 'complete'
  && document.fonts.status === 'loaded'
  && !document.querySelector('[aria-busy="true"]')
  && [...document.images].every((image) => image.complete || image.loading === 'lazy')`;
const SETTLED_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 100;
// Pictures fade in, and the player's frame is painted after it was decoded.
const REST_MS = 700;

/** Asks from outside: what waits inside the page is a string that it would have to evaluate, and its policy forbids that. */
const untilSettled = async (page: Page): Promise<void> => {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  while (!(await page.evaluate(IS_SETTLED))) {
    if (Date.now() > deadline) throw new Error(`${page.url()} does not come to rest.`);
    await page.waitForTimeout(ASK_EVERY_MS);
  }
};

type Folders = {
  /** Where the README's pictures go. */
  images: string;
  /** Where all of them go, each page in its full length. */
  all: string | undefined;
  /** For what is not yet reduced. */
  temporary: string;
};

export type Album = { take(page: Page, name: string, variant: Variant): Promise<void>; taken(): readonly string[] };

/** Takes pictures of pages once they stand still, those of the README in the window's size. */
export const openAlbum = async ({ images, all, temporary }: Folders): Promise<Album> => {
  const taken: string[] = [];
  for (const dir of [images, ...(all ? [all] : [])]) await mkdir(dir, { recursive: true });

  const write = async (page: Page, dir: string, name: string, fullPage: boolean): Promise<void> => {
    const raw = join(temporary, 'raw.png');
    const path = join(dir, `${name}.png`);
    await page.screenshot({ path: raw, animations: 'disabled', fullPage });
    await reducePalette(raw, path);
    taken.push(path);
  };

  return {
    taken: () => taken,
    take: async (page, name, variant) => {
      const full = `${name}-${variant.name}`;
      if (!all && !IN_README.has(full)) return;
      await untilSettled(page);
      await page.waitForTimeout(REST_MS);
      if (IN_README.has(full)) await write(page, images, full, false);
      if (all) await write(page, all, full, true);
    },
  };
};
