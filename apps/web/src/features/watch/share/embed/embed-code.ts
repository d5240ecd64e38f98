import type { VideoView } from '@media/sdk';

/** How an embedded player starts, and how large it is. */
export type EmbedOptions = {
  /** As somebody enters it: `90` or `1:30`. */
  startAt: string;
  autoPlay: boolean;
  isLooping: boolean;
  isResponsive: boolean;
};

export const NO_OPTIONS: EmbedOptions = { startAt: '', autoPlay: false, isLooping: false, isResponsive: true };

const TIME = /^\d{1,5}(?::[0-5]?\d){0,2}$/;
const FIXED_WIDTH = 640;

/** Seconds; undefined for a text that is no time. Pure. */
export const readStart = (startAt: string): number | undefined => {
  const text = startAt.trim();
  if (text === '') return 0;
  if (!TIME.test(text)) return undefined;
  return text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);
};

/** The address of the player with what it does by itself (play-options.ts). Pure. */
export const withOptions = (address: string, { startAt, autoPlay, isLooping }: EmbedOptions): string => {
  const url = new URL(address);
  const seconds = readStart(startAt) ?? 0;
  if (seconds > 0) url.searchParams.set('t', String(seconds));
  if (autoPlay) url.searchParams.set('autoplay', '1');
  if (isLooping) url.searchParams.set('loop', '1');
  return url.href;
};

/** HTML that shows the player in another page: as wide as there or of a fixed width, in the video's aspect ratio. Pure. */
export const embedCode = (
  address: string,
  { title, source: { width, height } }: Pick<VideoView, 'title' | 'source'>,
  options: EmbedOptions,
): string => {
  const [across, down] = width && height ? [width, height] : [16, 9];
  const size = options.isResponsive
    ? `style="width: 100%; aspect-ratio: ${across} / ${down}; border: 0"`
    : `width="${FIXED_WIDTH}" height="${Math.round((FIXED_WIDTH * down) / across)}" style="border: 0"`;
  return [
    `<iframe src="${escapeHtml(withOptions(address, options))}" title="${escapeHtml(title)}" ${size}`,
    ' allow="autoplay; fullscreen; picture-in-picture" allowfullscreen loading="lazy"></iframe>',
  ].join('');
};

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
