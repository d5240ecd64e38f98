/** A text track of a player: a translation of speech, or a description of everything that can be heard, for viewers who can't hear it. */
export const TEXT_KINDS = ['subtitles', 'captions'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

export type TextTrack = {
  index: number;
  streamIndex: number;
  codec: string;
  /** Position among the subtitle tracks of the file, from 1. */
  track: number;
  /** Unique in the plan, such as `t0`. */
  name: string;
  /** The name in a player's menu, unique in the plan. */
  label: string;
  kind: TextKind;
  /** BCP 47 tag. */
  language?: string;
  /** At most one track is the default. */
  default: boolean;
  /** Only translates what an audience can't understand in the language of the audio. */
  forced: boolean;
  /** The source time that becomes zero. Same as for audio and video. */
  originSeconds: number;
};

/** Of WebVTT, which is always UTF-8. */
export const TEXT_CONTENT_TYPE = 'text/vtt';

/** A text track as a WebVTT file in the store. Stored as JSON with the job. */
export type PublishedText = Pick<TextTrack, 'name' | 'label' | 'kind' | 'language' | 'default' | 'forced'> & {
  key: string;
  sizeBytes: number;
  crc32: number;
};

/** Times are relative to the start of the video. Stored as JSON with the job. */
export type Chapter = { startMs: number; endMs: number; title: string };
