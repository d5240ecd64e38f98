/**
 * Something about a source that was left out, repaired or guessed. Stored in plans, so codes and fields are never renamed. `track`: the
 * position among the tracks of its kind, from 1.
 */
export type SourceWarning = {
  code: 'AUDIO_TRACKS_LEFT_OUT';
  tracks: { track: number; label: string }[];
  limit: number;
};

export type WarningCode = SourceWarning['code'];

type Texts = { [Code in WarningCode]: (warning: Extract<SourceWarning, { code: Code }>) => string };

const TEXTS: Texts = {
  AUDIO_TRACKS_LEFT_OUT: ({ tracks, limit }) =>
    `Only ${limit} audio tracks were kept. Left out: ${tracks.map(({ track, label }) => `${label} (track ${track})`).join(', ')}.`,
};

export const WARNING_CODES = Object.keys(TEXTS) as WarningCode[];

/** The warning in a sentence or two, for uploaders. */
export const warningText = <Code extends WarningCode>(warning: Extract<SourceWarning, { code: Code }>): string =>
  (TEXTS[warning.code] as (found: SourceWarning) => string)(warning);
