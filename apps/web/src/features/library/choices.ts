import type { UpdateVideoRequest, VideoSort, VideoView } from '@media/sdk';

/** An option of a select. */
export type Choice<T extends string> = { value: T; label: string };

export const STATUS_CHOICES: readonly Choice<VideoView['status'] | ''>[] = [
  { value: '', label: 'Any status' },
  { value: 'completed', label: 'Completed' },
  { value: 'processing', label: 'Processing' },
  { value: 'queued', label: 'Queued' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Canceled' },
];

export type Visibility = NonNullable<UpdateVideoRequest['visibility']>;

export const VISIBILITY_CHOICES: readonly Choice<Visibility | ''>[] = [
  { value: '', label: 'Any visibility' },
  { value: 'private', label: 'Private' },
  { value: 'unlisted', label: 'Unlisted' },
  { value: 'public', label: 'Public' },
];

export const SORT_CHOICES: readonly Choice<VideoSort>[] = [
  { value: 'newest', label: 'Newest' },
  { value: 'oldest', label: 'Oldest' },
  { value: 'title', label: 'Title A–Z' },
  { value: 'longest', label: 'Longest' },
  { value: 'shortest', label: 'Shortest' },
  { value: 'largest', label: 'Largest' },
  { value: 'smallest', label: 'Smallest' },
];

/** The choice with this value, which can come from a URL. */
export const parseChoice = <T extends string>(choices: readonly Choice<T>[], text: string): T | undefined =>
  choices.find(({ value }) => value === text)?.value;
