import { createClient } from '@media/sdk';
import { openBrowser } from '@media/testkit/browser';
import { inject } from 'vitest';
import { CREDENTIALS } from './api.ts';
import { openPlayer, type PlayerName } from './player.ts';
import { servePlayerPage } from './player-page.ts';

/** Each player with each kind of playlist that it takes. */
export const PLAYERS: [PlayerName, 'hlsUrl' | 'dashUrl'][] = [
  ['hls.js', 'hlsUrl'],
  ['shaka-player', 'hlsUrl'],
  ['shaka-player', 'dashUrl'],
  ['dash.js', 'dashUrl'],
];

/** A browser, a page for players that are not ours, and a new account. */
export const openPlayerScene = async () => {
  const [browser, page] = await Promise.all([openBrowser(), servePlayerPage()]);
  const client = createClient({ baseUrl: inject('product').apiUrl });
  await client.auth.register({ email: `${crypto.randomUUID()}@example.org`, ...CREDENTIALS });
  return {
    client,
    browser,
    open: (name: PlayerName) => openPlayer(browser, page.url, name),
    close: () => Promise.all([browser.close(), page[Symbol.asyncDispose]()]),
  };
};
