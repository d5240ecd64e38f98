import { join } from 'node:path';
import { MIN_SEGMENT_SECONDS } from '@media/core';
import {
  audioArgs,
  createSampleCounter,
  failedStream,
  paddingSeconds,
  type RunResult,
  verifyAudio,
} from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { streamLimit } from '../memory/memory-limit.js';
import { publishPieces } from '../pieces/publish-pieces.js';
import { planOf, trackOf } from '../run-task/plan-of.js';
import type { Step } from '../run-task/step.js';
import { audioBoundaries } from './audio-boundaries.js';
import { audioResult } from './audio-result.js';
import { checkAudioEnd } from './check-audio-end.js';
import { findLostAudio } from './find-lost-audio.js';

/** Encodes one audio track of the source, and publishes it in pieces while encoding. */
export const encodeAudio: Step<'audio'> = async ({ sources, ...deps }, context) => {
  const { task, signal } = context;
  const track = trackOf(task);
  const plan = planOf(task);
  const { durationMs } = plan;
  const path = join(context.workDir, `${track.name}.mp4`);
  await using source = await sources.open(workSource(task), { signal });
  const pieced = {
    ...{ kind: 'audio' as const, trackIndex: track.index, path, name: track.name, contentType: 'audio/mp4' },
    boundaries: audioBoundaries(durationMs),
    minSegmentSeconds: MIN_SEGMENT_SECONDS,
  };
  let run: RunResult | undefined;
  let failedPackets = 0;
  const counter = createSampleCounter();
  const published = await publishPieces(deps, context, pieced, async (stop) => {
    const { feed, argv } = audioArgs(source.path, track, plan, path);
    run = await context.ffmpeg(argv, {
      feed,
      inputs: [source.path],
      limits: streamLimit(task),
      // Audio is far ahead of video anyway; users wait for the first video chunk.
      background: true,
      signal: stop,
      onLogLine: (line) => {
        counter.add(line);
        if (failedStream(line) === track.streamIndex) failedPackets += 1;
      },
      onProgress: ({ outTimeMs }) => context.progress(outTimeMs / durationMs),
    });
  });
  const { parsed } = published;
  const encoded = { parsed, paddedSeconds: paddingSeconds(track, plan.video, counter.samples()) };
  verifyAudio(track, durationMs, encoded);
  const decoded = run && { path: source.path, track, plan, run, failedPackets };
  if (decoded) await checkAudioEnd(context, { ...decoded, encoded });
  const warnings = decoded ? await findLostAudio(context, decoded) : [];
  return { result: { ...audioResult(track.index, published), warnings }, publish: published.publish };
};
