import { openBrowser } from '@media/testkit/browser';
import { openPlayer, PLAYERS, type PlaybackResult } from '../support/player.ts';
import { servePlayerPage } from '../support/player-page.ts';
import type { PlaybackUrls } from './save-outputs.ts';

export type Playable = { name: string; seconds: number; urls: PlaybackUrls };

const DURATION_TOLERANCE_SECONDS = 0.2;

const playbackProblems = (played: PlaybackResult, seconds: number): string[] => {
  const { ended, durationSeconds } = played;
  if (!ended)
    return [
      `stalled at ${played.seconds.toFixed(2)} of ${durationSeconds.toFixed(2)} s: ${played.errors.join('; ') || 'no error'}`,
    ];
  const off = Math.abs(durationSeconds - seconds) > DURATION_TOLERANCE_SECONDS;
  return off ? [`ended after ${durationSeconds.toFixed(2)} s instead of ${seconds} s`] : [];
};

/** Plays each video to its end in hls.js, shaka-player and dash.js. Calls `report` with what went wrong, per video. */
export const playOutputs = async (
  videos: readonly Playable[],
  report: (name: string, problems: string[]) => void,
): Promise<void> => {
  const browser = await openBrowser();
  try {
    await using page = await servePlayerPage();
    for (const [player, link] of PLAYERS) {
      await using opened = await openPlayer(browser, page.url, player);
      for (const { name, seconds, urls } of videos) {
        const problems = playbackProblems(await opened.playThrough(urls[link]), seconds);
        report(
          name,
          problems.map((problem) => `${player} (${link === 'hlsUrl' ? 'HLS' : 'DASH'}): ${problem}`),
        );
      }
    }
  } finally {
    await browser.close();
  }
};
