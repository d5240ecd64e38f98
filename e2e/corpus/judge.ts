import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VideoView } from '@media/sdk';
import type { ColorSample, Expectation } from './expectation.ts';
import { imageProblems, videoProblems } from './judge-picture.ts';
import { languageProblems, streamsOf, syncProblems, trackProblems } from './judge-sound.ts';
import { createMeter, type MeasuredOutput } from './measure-output.ts';
import { type PlaybackUrls, type SavedOutput, saveOutputs } from './save-outputs.ts';

type Found = { output: SavedOutput; measured: MeasuredOutput };

/** `where`: the output, or `api`. */
type Problem = { where: string; what: string };

const at = (where: string, problems: readonly string[]): Problem[] => problems.map((what) => ({ where, what }));

/** One line per problem, with all the places where it was found. */
const merged = (problems: readonly Problem[]): string[] => {
  const places = new Map<string, Set<string>>();
  for (const { where, what } of problems) places.set(what, (places.get(what) ?? new Set()).add(where));
  return [...places].map(([what, where]) => `${[...where].join(', ')}: ${what}`);
};

const SECONDS_TOLERANCE = 0.1;
/** If the audio continues for less than this, the last frame isn't held until it ends (decision 27). */
const HELD_SECONDS = 1;

const isOff = (seconds: number, wanted: Expectation): boolean => {
  const frameSeconds = wanted.frames ? wanted.seconds / wanted.frames : 0;
  return Math.abs(seconds - wanted.seconds) > (wanted.tolerance?.seconds ?? SECONDS_TOLERANCE) + frameSeconds;
};

/** What a playlist must list. Those of DASH cover the whole presentation. */
const isListedOff = (listed: number, kind: SavedOutput['kind'], wanted: Expectation): boolean => {
  const { seconds, videoSeconds = seconds } = wanted;
  const isVideoAlone = kind === 'stream of video' && seconds - videoSeconds < HELD_SECONDS;
  return isOff(listed, wanted) && !(isVideoAlone && !isOff(listed, { ...wanted, seconds: videoSeconds }));
};

/** What an upload or its processing failed with. `errors`: of fields of the request. */
type Failure = { code: string; message: string; errors?: readonly { path: string; message: string }[] };

export const refusalProblems = ({ refused }: Expectation, { code, message, errors = [] }: Failure): string[] => {
  const text = [message, ...errors.map((field) => `${field.path}: ${field.message}`)].join(' ');
  return refused && new RegExp(refused.code).test(code) && new RegExp(refused.words, 'i').test(text)
    ? []
    : [`failed with ${code} ${text}`];
};

const apiProblems = (wanted: Expectation, { source }: VideoView): string[] => {
  const { durationMs = 0, width, height } = source;
  return [
    ...(isOff(durationMs / 1_000, wanted) ? [`${durationMs / 1_000} s instead of ${wanted.seconds} s`] : []),
    ...(width === wanted.width && height === wanted.height
      ? []
      : [`reported size ${width}x${height} instead of ${wanted.width}x${wanted.height}`]),
  ];
};

const warningProblems = ({ warned, warningsAllowed }: Expectation, video: VideoView): string[] => {
  const found = video.warnings
    .map(({ code, text }) => `${code} ${text}`)
    .filter((warning) => warningsAllowed === undefined || !new RegExp(warningsAllowed, 'i').test(warning));
  if (warned === undefined) return found.map((warning) => `unexpected warning ${warning}`);
  return found.some((warning) => new RegExp(warned, 'i').test(warning)) ? [] : [`no warning about ${warned}`];
};

const outputProblems = async (wanted: Expectation, frames: readonly ColorSample[], { output, measured }: Found) => {
  const { kind, listedSeconds } = output;
  const problems: string[] = [];
  if (listedSeconds !== undefined && isListedOff(listedSeconds, kind, wanted))
    problems.push(`${listedSeconds.toFixed(2)} s listed instead of ${wanted.seconds} s`);
  if (kind === 'poster' || kind === 'preview')
    problems.push(...(await imageProblems(wanted, frames, output, measured)));
  if (kind === 'stream of video' || (kind === 'mp4' && wanted.width))
    problems.push(...(await videoProblems(wanted, output, measured)));
  if (kind === 'mp4' || kind === 'audio') {
    problems.push(...measured.audios.flatMap((audio, track) => trackProblems(wanted, track, audio)));
    problems.push(
      ...languageProblems(
        // An audio file holds the first track only.
        kind === 'audio' ? wanted.audios.slice(0, 1) : wanted.audios,
        measured.streams.audios.map(({ language = '' }) => language),
      ),
    );
    problems.push(...syncProblems(wanted, measured.video?.flashes ?? [], measured.audios[0]?.beeps ?? []));
  }
  return at(output.name, problems);
};

/** HLS and DASH keep audio in streams of their own. */
const playlistProblems = (wanted: Expectation, found: readonly Found[], format: 'hls' | 'dash'): Problem[] => {
  const outputs = found.map(({ output }) => output);
  if (!outputs.some((output) => output.format === format)) return [];
  const audios = streamsOf(outputs, format);
  const measuredOf = (output: SavedOutput | undefined) => found.find((one) => one.output === output)?.measured;
  const [main] = audios;
  const beeps = measuredOf(main)?.audios[0]?.beeps ?? [];
  const flashes = found
    .filter(({ output }) => output.format === format && output.kind === 'stream of video')
    .map(({ measured }) => measured.video?.flashes ?? []);
  return at(format, [
    // A single track without a language needs no alternative rendition, and playlists of audio have none.
    ...(wanted.width
      ? languageProblems(
          wanted.audios,
          audios.map(({ language = '' }) => language),
        )
      : []),
    ...audios.flatMap((output, track) => trackProblems(wanted, track, measuredOf(output)?.audios[0])),
    ...flashes.flatMap((seconds) => syncProblems(wanted, seconds, beeps)),
  ]);
};

const textProblems = async (
  { subtitles, chapters }: Expectation,
  video: VideoView,
  outputs: readonly SavedOutput[],
) => {
  const problems: Problem[] = [];
  if (subtitles) {
    const track = outputs.find(({ kind, language }) => kind === 'subtitles' && language === subtitles.language);
    const cues = track ? await readFile(track.file, 'utf8') : '';
    if (!track) problems.push(...at('hls', [`no subtitles in ${subtitles.language}`]));
    else if (!subtitles.words.every((word) => cues.includes(word)))
      problems.push(...at('hls', ['subtitles lack words']));
  }
  const found = (video as { chapters?: { title: string }[] }).chapters ?? [];
  if (chapters && chapters.join() !== found.map(({ title }) => title).join())
    problems.push(...at('api', [`chapters ${found.map(({ title }) => title).join(', ') || 'missing'}`]));
  return problems;
};

/** Compares everything that came out of a file with what must come out. `frames`: the colors of the source's frames. */
export const judge = async (
  wanted: Expectation,
  frames: readonly ColorSample[],
  video: VideoView,
  urls: PlaybackUrls,
): Promise<string[]> => {
  if (video.status !== 'completed') return refusalProblems(wanted, video.error ?? { code: video.status, message: '' });
  if (wanted.refused) return [`completed instead of ${wanted.refused.code}`];
  const dir = await mkdtemp(join(tmpdir(), 'media-corpus-result-'));
  try {
    const outputs = await saveOutputs(video, urls, dir);
    const measure = createMeter();
    const found: Found[] = [];
    for (const output of outputs)
      if (output.kind !== 'subtitles') found.push({ output, measured: await measure(output) });
    const problems = at('api', [...apiProblems(wanted, video), ...warningProblems(wanted, video)]);
    for (const one of found) problems.push(...(await outputProblems(wanted, frames, one)));
    problems.push(...playlistProblems(wanted, found, 'hls'), ...playlistProblems(wanted, found, 'dash'));
    problems.push(...(await textProblems(wanted, video, outputs)));
    return merged(problems);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};
