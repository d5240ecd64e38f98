import type { Page } from 'playwright-core';

/** Each of the three players has its own API to list and show text tracks. */
type Labeled = { label: string | null };
type Scope = {
  player: {
    subtitleTracks?: { id: number; name: string }[];
    subtitleTrack?: number;
    getTextTracks?(): Labeled[];
    selectTextTrack?(track: Labeled): void;
    getTracksFor?(type: 'text'): { labels: { text: string }[] }[];
    setTextTrack?(index: number): void;
  };
};

const show = (label: string): void => {
  const { player } = globalThis as unknown as Scope;
  const track = player.subtitleTracks?.find(({ name }) => name === label);
  if (track) player.subtitleTrack = track.id;
  const shaka = player.getTextTracks?.().find((one) => one.label === label);
  if (shaka) player.selectTextTrack?.(shaka);
  const dash = player.getTracksFor?.('text').findIndex(({ labels }) => labels[0]?.text === label) ?? -1;
  if (dash >= 0) player.setTextTrack?.(dash);
};

/** Selects a text track of a player that has loaded a video. */
export const showTextTrack = (page: Page, label: string): Promise<void> => page.evaluate(show, label);

/** Waits until the browser shows a cue with this text, without its markup. */
export const waitForCue = async (page: Page, text: string): Promise<void> => {
  await page.waitForFunction((wanted) => {
    const tracks = [...(document.querySelector('video')?.textTracks ?? [])];
    const showing = tracks.filter(({ kind, mode }) => mode === 'showing' && kind !== 'chapters');
    return showing.some(({ activeCues }) =>
      [...(activeCues ?? [])].some((cue) => (cue as VTTCue).getCueAsHTML().textContent === wanted),
    );
  }, text);
};
