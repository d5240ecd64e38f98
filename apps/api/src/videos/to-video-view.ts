import type { VideoView } from '@media/contracts';
import {
  fractionValue,
  isKnownWarning,
  isNonStandardReason,
  type OutputId,
  type SourceProbe,
  uploadFormat,
  warningText,
  withDamage,
} from '@media/core';
import type { VideoDetails } from '@media/database';
import { failureOf } from './failure-of.js';

/** Parts of the view that aren't in the database rows: current progress, and the URLs of outputs and, by name, of text tracks. */
export type Extras = {
  trashMs: number;
  progress: number;
  urls: ReadonlyMap<OutputId, string>;
  textUrls: ReadonlyMap<string, string>;
};

/** Converts database rows to the API's view of a video. Pure. */
export const toVideoView = (video: VideoDetails, { trashMs, progress, urls, textUrls }: Extras): VideoView => ({
  id: video.id,
  organizationId: video.organizationId,
  title: video.title,
  description: video.description,
  visibility: video.visibility,
  tags: video.tags,
  status: video.status,
  progress,
  playable: video.playable,
  generation: video.generation,
  recipe: video.recipeName,
  priority: video.priority,
  ...(video.queue && { queue: video.queue }),
  source: {
    fileName: video.source.fileName,
    sizeBytes: video.source.sizeBytes,
    ...probed(video.probe),
    ...standardOf(video),
  },
  renditions: video.renditions.map(({ name, width, height, videoCodec, bitrateBps, status }) => ({
    ...{ name, width, height, videoCodec, bitrateBps, status },
  })),
  outputs: video.outputs.map(({ id, kind, name, sizeBytes, contentType }) => ({
    ...{ id, kind, name, contentType, url: urls.get(id) ?? '' },
    ...(sizeBytes !== null && { sizeBytes }),
  })),
  poster: posterOf(video),
  textTracks: video.texts.map(({ name, kind, language, label, forced, ...text }) => ({
    ...{ id: name, kind, ...(language !== undefined && { language }), label, default: text.default, forced },
    url: textUrls.get(name) ?? '',
  })),
  chapters: video.chapters.map(({ startMs, endMs, title }) => ({ startMs, endMs, title })),
  // During an upgrade, a later release can have stored others.
  warnings: video.warnings.filter(isKnownWarning).map((found) => ({ code: found.code, text: warningText(found) })),
  ...failureOf(video),
  metadata: video.metadata,
  createdAt: video.createdAt.toISOString(),
  updatedAt: video.updatedAt.toISOString(),
  ...(video.completedAt && { completedAt: video.completedAt.toISOString() }),
  ...(video.trashedAt && {
    trashedAt: video.trashedAt.toISOString(),
    deletesAt: new Date(video.trashedAt.getTime() + trashMs).toISOString(),
  }),
});

const posterOf = ({ poster: { kind, status, atMs, errorCode } }: VideoDetails): VideoView['poster'] => ({
  ...{ kind, status },
  ...(atMs !== null && { atMs }),
  ...failureOf({ status, errorCode, errorReason: null }),
});

const probed = (probe: SourceProbe | null): Partial<VideoView['source']> => {
  if (!probe) return {};
  const { video } = probe;
  const { videoCodec, audioCodec } = uploadFormat(probe);
  return {
    durationMs: Math.round(probe.durationMs),
    ...(video && {
      width: video.width,
      height: video.height,
      frameRate: Math.round(1_000 * fractionValue(video.averageFrameRate)) / 1_000,
      videoCodec: videoCodec ?? video.codec,
    }),
    ...(audioCodec !== undefined && { audioCodec }),
  };
};

const standardOf = ({ nonStandard, warnings }: VideoDetails): Pick<VideoView['source'], 'nonStandard'> =>
  nonStandard ? { nonStandard: withDamage(nonStandard, warnings).filter(isNonStandardReason) } : {};
