import { readFile } from 'node:fs/promises';
import { type DecodedAudio, decodeAudio } from './measure/decode-audio.ts';
import { type DecodedVideo, decodeVideo } from './measure/decode-video.ts';
import { extendedLanguages } from './measure/extended-languages.ts';
import { firstFrameSeconds } from './measure/first-time.ts';
import { readStreams, type Streams } from './measure/read-streams.ts';
import type { SavedOutput } from './save-outputs.ts';

export type MeasuredOutput = {
  streams: Streams;
  video?: DecodedVideo;
  /** One per audio stream; undefined if it can't be decoded. */
  audios: (DecodedAudio | undefined)[];
};

const startingAt = ({ frames, flashes, combed }: DecodedVideo, starts: number): DecodedVideo => {
  const by = starts - (frames[0]?.seconds ?? 0);
  return {
    frames: frames.map(({ seconds, grid }) => ({ seconds: seconds + by, grid })),
    flashes: flashes.map((seconds) => seconds + by),
    combed,
  };
};

/** Decodes every stream of an output. Results are kept by digest, because HLS and DASH list the same bytes. */
export const createMeter = () => {
  const known = new Map<string, Promise<MeasuredOutput>>();
  return ({ digest, file }: Pick<SavedOutput, 'digest' | 'file'>): Promise<MeasuredOutput> => {
    const found = known.get(digest) ?? measure(file);
    known.set(digest, found);
    return found;
  };
};

/** ffprobe only reports the three-letter codes of an MP4. */
const withLanguages = ({ videos, audios }: Streams, extended: readonly (string | undefined)[]): Streams => ({
  videos,
  audios: audios.map((audio, track) => {
    const language = extended[track];
    return language === undefined ? audio : { ...audio, language };
  }),
});

const measure = async (file: string): Promise<MeasuredOutput> => {
  const bytes = await readFile(file);
  const streams = withLanguages((await readStreams(file)) ?? { videos: [], audios: [] }, extendedLanguages(bytes));
  const [stream] = streams.videos;
  const video =
    stream &&
    (await decodeVideo({ file, stream: stream.index, interpretation: stream.interpretation, copyTimes: true }));
  const starts = video && firstFrameSeconds(bytes);
  const audios: MeasuredOutput['audios'] = [];
  for (const [track, { channels }] of streams.audios.entries())
    audios.push(await decodeAudio({ file, track, channels, copyTimes: true }));
  return { streams, ...(video && { video: starts === undefined ? video : startingAt(video, starts) }), audios };
};
