import type { ColorSample, Measured } from './expectation.ts';
import { type DecodedAudio, decodeAudio } from './measure/decode-audio.ts';
import { type DecodedVideo, decodeVideo } from './measure/decode-video.ts';
import { patchesOf } from './measure/grid.ts';
import { readStreams, type VideoStream } from './measure/read-streams.ts';

/** `frames`: the colors of every frame, to find a poster among them. `marks`: of marker clips. */
export type MeasuredSource = {
  measured: Measured;
  frames: ColorSample[];
  marks: { flashes: number[]; beeps: number[] };
};

const SAME_END_SECONDS = 0.1;
const COLOR_SAMPLES = [0.1, 0.5, 0.9];

/** Of two letters if possible; empty if the file doesn't name a language, or not in a way that BCP 47 knows. */
export const canonicalLanguage = (tag = ''): string => {
  try {
    const [canonical = ''] = Intl.getCanonicalLocales(tag);
    return canonical === 'und' ? '' : canonical;
  } catch {
    return '';
  }
};

/** Tracks that are about equally long differ by less than this part. */
const SAME_LENGTH = 0.9;

/** The track that is the film: the longest one, and of several that are about equally long, the one with the largest frames. */
const filmOf = (videos: readonly VideoStream[]): VideoStream | undefined => {
  const longest = Math.max(0, ...videos.map(({ seconds = 0 }) => seconds));
  return videos
    .filter(({ seconds = longest }) => seconds >= SAME_LENGTH * longest)
    .reduce<VideoStream | undefined>((best, one) => (best && areaOf(best) >= areaOf(one) ? best : one), undefined);
};

const areaOf = ({ width, height }: VideoStream): number => width * height;

/** Decodes all of a source with ffmpeg, without the product. Returns undefined if there is nothing to decode. */
export const measureSource = async (file: string): Promise<MeasuredSource | undefined> => {
  const streams = await readStreams(file);
  if (!streams) return undefined;
  const film = filmOf(streams.videos);
  const video = film && (await decodeVideo({ file, stream: film.index, interpretation: film.interpretation }));
  const channels = streams.audios[0]?.channels ?? 0;
  const audio = channels > 0 ? await decodeAudio({ file, track: 0, channels }) : undefined;
  if (!video && !audio) return undefined;
  const videoSeconds = video ? endOf(video) : 0;
  const seconds = Math.max(videoSeconds, audio?.seconds ?? 0);
  const frames = (video?.frames ?? []).map(({ seconds, grid }) => ({ seconds, patches: patchesOf(grid) }));
  return {
    frames,
    marks: { flashes: video?.flashes ?? [], beeps: audio?.beeps ?? [] },
    measured: {
      seconds: round(seconds),
      ...(video && seconds - videoSeconds > SAME_END_SECONDS && { videoSeconds: round(videoSeconds) }),
      ...(film && video && videoFacts(film, video, frames)),
      audios: streams.audios.map(({ language }) => canonicalLanguage(language)),
      ...(audio && channels <= 2 && loudnessFacts(audio)),
    },
  };
};

const videoFacts = ({ width, height, hdr }: VideoStream, video: DecodedVideo, frames: ColorSample[]) => ({
  ...{ width, height, frames: video.frames.length, combed: round(video.combed) },
  ...(!hdr && {
    colors: COLOR_SAMPLES.flatMap((part) => frames[Math.floor(part * frames.length)] ?? []),
  }),
});

const loudnessFacts = ({ lufs, peak }: DecodedAudio) => ({ ...(lufs !== undefined && { lufs }), peak: round(peak) });

/** The last frame lasts as long as the one before it. */
const endOf = ({ frames }: DecodedVideo): number => {
  const [last, before] = [frames.at(-1)?.seconds ?? 0, frames.at(-2)?.seconds];
  return last + (before === undefined ? 0.04 : last - before);
};

const round = (value: number): number => Math.round(value * 1_000) / 1_000;
