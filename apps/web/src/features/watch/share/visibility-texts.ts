import type { UpdateVideoRequest } from '@media/sdk';

export type Visibility = NonNullable<UpdateVideoRequest['visibility']>;

/** From the fewest viewers to the most, in words. */
export const visibilityChoices = (organization: string): { value: Visibility; title: string; text: string }[] => [
  { value: 'private', title: 'Private', text: `Only members of ${organization}.` },
  { value: 'unlisted', title: 'Unlisted', text: 'Anyone with the link.' },
  { value: 'public', title: 'Public', text: 'Anyone. Search engines and your website can list it.' },
];

const MINUTE_MS = 60_000;
const PAUSE_MINUTES = 15;
/** Media of longer videos is signed for this long (PLAYBACK_SECONDS in packages/core). */
const MAX_MINUTES = 360;

/** After how many minutes media addresses expire that viewers have already opened. Pure. */
export const mediaExpiresAfter = (durationMs: number): number =>
  Math.min(MAX_MINUTES, Math.ceil(durationMs / MINUTE_MS) + PAUSE_MINUTES);

/** What a change to private doesn't end at once. Pure. */
export const privateNote = (durationMs: number | undefined): string => {
  const limit = durationMs === undefined ? '' : `, here at most ${mediaExpiresAfter(durationMs)} minutes`;
  return `For people who are watching, playback stops within a minute. Media addresses that were already opened expire after the length of the video plus 15 minutes${limit}.`;
};
