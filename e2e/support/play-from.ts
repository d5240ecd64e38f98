import type { Frame, Page } from 'playwright-core';

export type Played = { seconds: number; width: number; frames: number; durationSeconds: number };

/** Seeks, plays most of a second, and pauses. */
export const playFrom = (page: Page | Frame, seconds: number): Promise<Played> =>
  page.locator('video').evaluate(async (element: HTMLVideoElement, from) => {
    // If the player loads its source later, that interrupts playback.
    while (element.readyState < element.HAVE_METADATA) await new Promise((resolve) => setTimeout(resolve, 50));
    element.muted = true;
    element.currentTime = from;
    await element.play();
    const start = element.currentTime;
    while (element.currentTime < start + 0.7) await new Promise((resolve) => setTimeout(resolve, 50));
    element.pause();
    return {
      seconds: element.currentTime,
      width: element.videoWidth,
      frames: element.getVideoPlaybackQuality().totalVideoFrames,
      durationSeconds: element.duration,
    };
  }, seconds);
