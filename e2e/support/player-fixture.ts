import { createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { openBrowser } from '@media/testkit/browser';
import { CREDENTIALS } from './api.ts';
import { openPlayer, type PlayerName } from './player.ts';
import { servePlayerPage } from './player-page.ts';
import { product } from './product.ts';

export type PlayerFixture = Awaited<ReturnType<typeof openPlayerFixture>>;

/** A browser, a page for third-party players, and a new account. */
export const openPlayerFixture = async () => {
  const [browser, page] = await Promise.all([openBrowser(), servePlayerPage()]);
  const client = createClient({ baseUrl: product().apiUrl });
  await client.auth.register({ email: `${crypto.randomUUID()}@example.org`, ...CREDENTIALS });
  return {
    client,
    browser,
    /** Uploads a file and returns the ID of its video. */
    upload: async (file: string): Promise<string> => (await client.uploadFile(await fileSource(file))).id,
    /** Waits until the video is playable or completed. */
    until: async (id: string, has: 'playable' | 'completed'): Promise<void> => {
      for await (const { status, playable } of client.watch(id)) {
        if (status === 'failed') throw new Error(`video ${id} failed`);
        if (status === 'completed' || (has === 'playable' && playable)) return;
      }
    },
    open: (name: PlayerName) => openPlayer(browser, page.url, name),
    close: () => Promise.all([browser.close(), page[Symbol.asyncDispose]()]),
  };
};
