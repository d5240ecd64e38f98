import type { VideoView } from '@media/sdk';

type Reason = NonNullable<VideoView['source']['nonStandard']>[number];

const WORDS: Record<Reason, string> = {
  videoCodec: 'video codec',
  profile: 'codec profile',
  pixelFormat: 'pixel format',
  interlaced: 'interlaced',
  rotation: 'rotated',
  pixelAspectRatio: 'non-square pixels',
  hdr: 'HDR',
  colors: 'colors',
  resolution: 'resolution',
  bitrate: 'bitrate',
  container: 'container',
  editList: 'edit list',
  frameTimes: 'timestamps or frame rate',
  firstFrame: 'video starts late or without a key frame',
  tooShort: 'very short',
  openGop: 'open GOPs',
  keyFrameInterval: 'key frame interval',
  audioCodec: 'audio codec',
  codecParameters: 'changing codec parameters',
  notCopyable: 'irregular video stream',
  damaged: 'missing or damaged frames',
};

/** A newer API can send further reasons. */
export const nonStandardWord = (reason: string): string => (WORDS as Record<string, string>)[reason] ?? reason;

/** Why a file isn't standard, in words; undefined if it is, or isn't probed yet. */
export const nonStandardWords = ({ nonStandard = [] }: VideoView['source']): string | undefined =>
  nonStandard.map(nonStandardWord).join(', ') || undefined;
