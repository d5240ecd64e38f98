import type { CopyRuleName } from './copy-rule-name.js';
import { isExactContainer } from './decide-copy.js';
import type { Plan } from './plan.js';
import type { SourceProbe } from './source-probe.js';
import type { WarningCode } from './source-warnings.js';
import { uploadFormat } from './upload-format.js';

/** How a file differs from one that browsers and phones can play without conversion, in words that complete "The file isn't standard: …". */
export const NON_STANDARD_MEANINGS = {
  videoCodec: 'its video codec differs from that of the renditions',
  profile: 'the profile of its video codec is not widely supported',
  pixelFormat: 'its pixels are not 8-bit 4:2:0 in video range',
  interlaced: 'its video is interlaced',
  rotation: 'its video is rotated on display',
  pixelAspectRatio: 'its pixels are not square',
  hdr: 'its video is HDR',
  colors: "the colors of its video change, or aren't those of BT.709 or BT.601",
  resolution: 'its resolution differs from that of the best rendition',
  bitrate: 'the bitrate of its video is unknown, or its average or a peak is above the limit for its resolution',
  container: 'its container is not MP4, MOV, Matroska or WebM',
  editList: 'an edit list removes frames',
  frameTimes: 'frame timestamps are missing, or the frame rate is above the limit',
  firstFrame: "its video begins after its audio, or doesn't begin with a key frame",
  tooShort: 'it has too few frames to be copied',
  openGop: 'its groups of pictures (GOPs) are open, so they depend on each other',
  keyFrameInterval: 'its key frames are too far apart',
  audioCodec: 'its first audio track is not AAC',
  codecParameters: 'the parameters of its video codec change',
  notCopyable: 'a copy of its video would differ from what its container declares',
  damaged: 'frames of its video are missing or damaged',
} as const;

export type NonStandardReason = keyof typeof NON_STANDARD_MEANINGS;

export const NON_STANDARD_REASONS = Object.keys(NON_STANDARD_MEANINGS) as NonStandardReason[];

/** Whether copying is allowed is a fact of the recipe, not of the file. */
const BY_RULE: Readonly<Record<Exclude<CopyRuleName, 'recipe'>, NonStandardReason>> = {
  codec: 'videoCodec',
  profile: 'profile',
  pixels: 'pixelFormat',
  progressive: 'interlaced',
  upright: 'rotation',
  'square-pixels': 'pixelAspectRatio',
  'standard-range': 'hdr',
  'standard-colors': 'colors',
  size: 'resolution',
  bitrate: 'bitrate',
  container: 'container',
  'edit-list': 'editList',
  times: 'frameTimes',
  'first-frame': 'firstFrame',
  'first-key': 'firstFrame',
  'few-frames': 'tooShort',
  'closed-groups': 'openGop',
  'group-length': 'keyFrameInterval',
};

/** With both kinds of framing. */
const AAC = new Set(['aac', 'aac_latm']);

/**
 * Why a file isn't standard; empty if it is. Video: every rule that speaks against copying it. Audio is always encoded, but a file without AAC
 * doesn't play everywhere either. Nothing is known about the video of a job without renditions.
 */
export const nonStandardReasons = (
  probe: Pick<SourceProbe, 'audios' | 'container' | 'upload' | 'video'>,
  { video }: Pick<Plan, 'video'>,
): NonStandardReason[] => {
  const { container, audioCodec = 'aac' } = uploadFormat(probe);
  const unmet = video?.copy.unmet.flatMap((rule) => (rule === 'recipe' ? [] : [BY_RULE[rule]])) ?? [];
  return [
    ...new Set([
      ...unmet,
      // The video of other containers can be copied after remuxing.
      ...(video && !isExactContainer(container) ? (['container'] as const) : []),
      ...(AAC.has(audioCodec) ? [] : (['audioCodec'] as const)),
    ]),
  ];
};

/** Found while the video is decoded, so the plan doesn't know it. */
const DAMAGE = new Set<string>(['FRAMES_LOST', 'VIDEO_DAMAGED'] satisfies WarningCode[]);

/** The reasons that were stored with the plan, and damage that the warnings of the job report. */
export const withDamage = (reasons: readonly string[], warnings: readonly { code: string }[]): string[] => [
  ...new Set([
    ...reasons,
    ...(warnings.some(({ code }) => DAMAGE.has(code)) ? (['damaged'] satisfies NonStandardReason[]) : []),
  ]),
];

/** Rows of a later release can hold reasons that this one doesn't know. */
export const isNonStandardReason = (stored: string): stored is NonStandardReason =>
  Object.hasOwn(NON_STANDARD_MEANINGS, stored);
