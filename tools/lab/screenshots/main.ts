import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '@media/testkit/browser';
import { CHROMIUM, ensurePrograms, FFMPEG } from '../../start/system-packages.ts';
import { openAlbum } from './album.ts';
import { makeClips } from './make-clips.ts';
import { openProduct } from './open-product.ts';

const root = join(import.meta.dirname, '../../..');
const { values } = parseArgs({ options: { all: { type: 'string' } } });

const sizeKb = (path: string): number => Math.round(statSync(path).size / 1000);

const takeAll = async (temporary: string): Promise<void> => {
  console.log('Creating clips');
  const clips = await makeClips(temporary);
  const images = join(root, 'docs/images');
  const album = await openAlbum({ images, all: values.all ? resolve(values.all) : undefined, temporary });
  const product = await openProduct(process.env.PUBLIC_URL);
  console.log(`Taking screenshots of ${product.webUrl}`);
  const browser = await openBrowser();
  try {
    // Imported after the build, which compiles the SDK.
    const { takeScreenshots } = await import('./take-screenshots.ts');
    await takeScreenshots({ browser, webUrl: product.webUrl, album, clips });
  } finally {
    await browser.close();
    await product.close();
  }
  for (const path of album.taken()) console.log(`${String(sizeKb(path)).padStart(5)} kB  ${relative(root, path)}`);
};

ensurePrograms([FFMPEG, ...(process.platform === 'linux' ? [CHROMIUM] : [])], console.log);
const temporary = mkdtempSync(join(tmpdir(), 'media-clips-'));
try {
  await takeAll(temporary);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
