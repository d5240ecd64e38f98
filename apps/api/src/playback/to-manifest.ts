import {
  type AudioTrack,
  endSecondsOf,
  MIN_SEGMENT_SECONDS,
  type PublishedText,
  type Rendition,
  typicalDurationSeconds,
  type VideoPlan,
} from '@media/core';
import type { Track } from '@media/database';
import type { Manifest, ManifestAudio, ManifestText, ManifestVideo } from '@media/media/playlists';
import type { Playable } from './find-playable.js';
import { bandwidthOf, codecOf } from './measure-track.js';
import { playlistObjects, type UrlOf } from './playlist-objects.js';
import { trackObjects } from './track-objects.js';

/** Limits the startup delay of videos with long segments. */
const MAX_BUFFER_SECONDS = 10;

/** All tracks of a video with their segments. `now` is the reference time of a growing manifest. */
export const toManifest = async (playable: Playable, urlOf: UrlOf, now: Date): Promise<Manifest> => {
  const { plan, texts, isGrowing } = playable;
  const { video, audios, durationMs } = plan;
  return {
    videos: video
      ? await Promise.all(video.renditions.map((rendition, index) => toVideo(playable, video, rendition, index, urlOf)))
      : [],
    audios: await Promise.all(audios.map((audio, index) => toAudio(playable, audio, index, urlOf))),
    texts: await Promise.all(texts.map((text) => toText(text, durationMs, urlOf))),
    bufferSeconds: Math.min(typicalDurationSeconds(plan, 'video'), MAX_BUFFER_SECONDS),
    ...(isGrowing && { growth: { durationSeconds: durationMs / 1_000, now } }),
  };
};

const toText = async (
  { key, sizeBytes, label, kind, language, forced, ...text }: PublishedText,
  durationMs: number,
  urlOf: UrlOf,
): Promise<ManifestText> => ({
  ...{ uri: await urlOf(key), label, kind, ...(language !== undefined && { language }) },
  ...{ default: text.default, forced, bandwidthBps: Math.ceil((8_000 * sizeBytes) / durationMs) },
});

const toTrack = async (playable: Playable, track: Track, plannedBps: number, urlOf: UrlOf) => ({
  objects: await playlistObjects(playable.objects, track, urlOf),
  isWhole: isWhole(playable, track),
  codec: codecOf(playable, track),
  bandwidthBps: bandwidthOf(playable, track, plannedBps).peakBps,
});

/**
 * The plan doesn't contain the number of audio objects. But no segment is shorter than a second, so one that ends within half a
 * second of the planned end is the last.
 */
const isWhole = ({ plan, objects, isPublished }: Playable, track: Track): boolean => {
  const own = trackObjects(objects, track);
  if (isPublished) return true;
  if (track.kind === 'video') return own.length === plan.video?.chunks.length;
  return endSecondsOf({ objects: own }) > plan.durationMs / 1000 - MIN_SEGMENT_SECONDS / 2;
};

const toVideo = async (
  playable: Playable,
  { frameRate }: VideoPlan,
  { width, height, maxBitrateBps }: Rendition,
  trackIndex: number,
  urlOf: UrlOf,
): Promise<ManifestVideo> => {
  const track = await toTrack(playable, { kind: 'video', trackIndex }, maxBitrateBps, urlOf);
  return { ...track, width, height, frameRate };
};

const toAudio = async (
  playable: Playable,
  { label, language, channels, sampleRateHz, bitrateBps, ...audio }: AudioTrack,
  trackIndex: number,
  urlOf: UrlOf,
): Promise<ManifestAudio> => {
  const track = await toTrack(playable, { kind: 'audio', trackIndex }, bitrateBps, urlOf);
  const named = { label, ...(language !== undefined && { language }), default: audio.default };
  return { ...track, ...named, channels, sampleRateHz };
};
