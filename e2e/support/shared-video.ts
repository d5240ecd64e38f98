import { type Client, createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { CREDENTIALS, register } from './api.ts';
import { product } from './product.ts';
import { addText } from './text-clip.ts';
import { WIDE } from './viewports.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const SECONDS = 12;
/** Between its two chapters. */
export const BOUNDARY_SECONDS = 4;
export const DESCRIPTION = 'Filmed at dawn.\nMore at https://example.org/lighthouse.';

/** `id`: of the video. `guest`: somebody without an account, anew for every test. */
type Scene = { browser: Browser; client: Client; email: string; id: string; guest: Visitor };

/** A completed video with chapters, captions and a description, in the organization of a user who is signed in with `client`. */
export const useSharedVideo = (): Readonly<Scene> => {
  const scene = {} as Scene;
  beforeAll(async () => {
    scene.browser = await openBrowser();
    scene.email = (await register()).email;
    scene.client = createClient({ baseUrl: product().apiUrl });
    await scene.client.auth.login({ email: scene.email, ...CREDENTIALS });
    const clip = await makeClip({ seconds: SECONDS, size: '640x360', container: 'mkv' });
    const path = addText(clip, { seconds: SECONDS, boundarySeconds: BOUNDARY_SECONDS });
    scene.id = await upload(scene.client, path, 'Lighthouse');
    await untilCompleted(scene.client, scene.id);
    await scene.client.videos.update(scene.id, { description: DESCRIPTION });
  });
  afterAll(() => scene.browser.close());
  beforeEach(async () => {
    const guest = await openVisitor(scene.browser, WIDE);
    scene.guest = guest;
    return async () => {
      expect(guest.errors).toEqual([]);
      await guest.context.close();
    };
  });
  return scene;
};

export const upload = async (client: Client, path: string, title: string): Promise<string> =>
  (await client.uploadFile(await fileSource(path), { video: { title } })).id;
export const untilCompleted = async (client: Client, videoId: string): Promise<void> => {
  for await (const { status } of client.watch(videoId)) if (status === 'completed') return;
};

export const watchUrl = (videoId: string): string => `${product().webUrl}/watch/${videoId}`;
export const playerIn = (page: Page | Frame) => page.locator('video[slot=media]');

/** Plays without an end, and without sound, which browsers refuse before the first click. */
export const playInLoop = (page: Page | Frame): Promise<void> =>
  playerIn(page).evaluate((element: HTMLVideoElement) => {
    element.loop = true;
    element.muted = true;
    return element.play();
  });
