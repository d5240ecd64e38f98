import { type Encoding, type VideoCodecName, videoCodecName } from '@media/core';
import { H264_CODING } from './h264/h264.js';
import type { VideoCoding } from './video-coding.js';

const VIDEO_CODINGS: { [C in VideoCodecName]: VideoCoding<C> } = { h264: H264_CODING };

export const codingOf = (encoding: Encoding): VideoCoding => VIDEO_CODINGS[videoCodecName(encoding)];

/** The coding of a sample entry. */
export const codingOfEntry = (type: string): VideoCoding | undefined =>
  Object.values(VIDEO_CODINGS).find(({ sampleEntry }) => sampleEntry === type);
