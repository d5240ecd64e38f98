import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { reducePalette } from './reduce-palette.ts';
import { IN_DOCS, type Variant } from './variants.ts';

/** Evaluated in the page. */
const IS_SETTLED = `document.readyState === 'complete'
  && document.fonts.status === 'loaded'
  && !document.querySelector('[aria-busy="true"]')
  && [...document.images].every((image) => image.complete || image.loading === 'lazy')`;
const SETTLE_TIMEOUT_MS = 30_000;
const POLL_MS = 100;
// Images fade in, and the player paints a frame some time after decoding it.
const PAINT_MS = 700;

/** Polls from outside, because page.waitForFunction evaluates a string in the page, which its CSP forbids. */
const untilSettled = async (page: Page): Promise<void> => {
  const deadline = Date.now() + SETTLE_TIMEOUT_MS;
  while (!(await page.evaluate(IS_SETTLED))) {
    if (Date.now() > deadline) throw new Error(`${page.url()} didn't settle within ${SETTLE_TIMEOUT_MS / 1000} s.`);
    await page.waitForTimeout(POLL_MS);
  }
};

type Folders = {
  /** For the screenshots in the documents. */
  images: string;
  /** For full-page screenshots of every page. */
  all: string | undefined;
  temporary: string;
};

export type Album = { take(page: Page, name: string, variant: Variant): Promise<void>; taken(): readonly string[] };

/** Takes screenshots once a page has settled: of the viewport for the documents, of the full page for `all`. */
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
      if (!all && !IN_DOCS.has(full)) return;
      await untilSettled(page);
      await page.waitForTimeout(PAINT_MS);
      if (IN_DOCS.has(full)) await write(page, images, full, false);
      if (all) await write(page, all, full, true);
    },
  };
};
