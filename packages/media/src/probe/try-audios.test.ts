import type { AudioStream, SourceProbe } from '@media/core';
import { expect, test } from 'vitest';
import { tryAudios } from './try-audios.js';

const audio = (streamIndex: number, changes: Partial<AudioStream> = {}): AudioStream => ({
  ...{ streamIndex, codec: 'aac', codecTag: 'mp4a', sampleFormat: 'fltp', channels: 2, sampleRateHz: 48_000 },
  ...{ default: false, language: 'deu' },
  ...changes,
});
const source = (audios: AudioStream[]): SourceProbe => ({
  ...{ container: 'matroska,webm', durationMs: 5_000, sizeBytes: 1, startSeconds: 0, seekable: true },
  audios,
});

/** Answers like ffprobe, with these lines per stream. */
const probeOf = (lines: Record<number, string[]>) => async (argv: string[], onLine: (line: string) => void) => {
  for (const line of lines[Number(argv[argv.indexOf('-select_streams') + 1])] ?? []) onLine(line);
};

test("tracks that are empty or can't be decoded are told apart and left out", async () => {
  const { codecTag: _, sampleFormat: __, ...unknown } = audio(4, { codec: 'mpegh_3d_audio' });
  const tried = await tryAudios(
    probeOf({ 1: ['packet,20', 'frame,1024'], 3: ['packet,20', 'packet,21'], 4: ['packet,20', 'frame,'] }),
    '/s/in.mkv',
    source([audio(1), audio(2), audio(3), unknown]),
  );
  expect(tried.audios.map(({ streamIndex }) => streamIndex)).toEqual([1]);
  expect(tried.unusableAudios).toEqual([
    { track: 2, codec: 'aac', language: 'deu', problem: 'empty' },
    { track: 3, codec: 'aac', language: 'deu', problem: 'damaged' },
    { track: 4, codec: 'mpegh_3d_audio', language: 'deu', problem: 'codec' },
  ]);
});

test('tracks without parameters keep their number', async () => {
  const unusableAudios = [{ track: 1, codec: 'apac', problem: 'codec' as const }];
  const tried = await tryAudios(probeOf({ 2: [] }), '/s/in.mov', { ...source([audio(2)]), unusableAudios });
  expect(tried.unusableAudios?.map(({ track, problem }) => [track, problem])).toEqual([
    [1, 'codec'],
    [2, 'empty'],
  ]);
});

test("a damaged beginning doesn't make a track unusable", async () => {
  const intervals: string[] = [];
  const probe = async (argv: string[], onLine: (line: string) => void) => {
    const interval = argv[argv.indexOf('-read_intervals') + 1] ?? '';
    intervals.push(interval);
    for (const line of intervals.length === 1 ? ['packet,20'] : ['packet,20', 'frame,1024']) onLine(line);
  };
  const whole = source([audio(1)]);
  expect(await tryAudios(probe, '/s/in.mkv', whole)).toBe(whole);
  expect(intervals).toEqual(['%+#20', '%+#2000']);
});
