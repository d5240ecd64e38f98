import { type Fraction, languageTag, type TextKind } from '@media/core';
import { isAligned } from '../cmaf/start-tolerance.js';
import { segmentList } from './segment-list.js';
import { type PlaylistObject, timeSegments } from './time-segments.js';
import { element, textElement } from './xml.js';

type ManifestTrack = {
  /** In order, from the start, without gaps. */
  objects: readonly PlaylistObject[];
  /** Whether `objects` includes the last segment. */
  isWhole: boolean;
  /** RFC 6381 codec string from the init segment. */
  codec: string;
  bandwidthBps: number;
};

export type ManifestVideo = ManifestTrack & { width: number; height: number; frameRate: Fraction };

export type ManifestAudio = ManifestTrack & {
  /** The name in the player's menu. */
  label: string;
  language?: string;
  default: boolean;
  channels: number;
  sampleRateHz: number;
};

export type ManifestText = {
  /** A WebVTT file with all cues. */
  uri: string;
  /** The name in the player's menu. */
  label: string;
  kind: TextKind;
  language?: string;
  default: boolean;
  forced: boolean;
  bandwidthBps: number;
};

/** For a video that is still growing: its planned duration, and the time of rendering. */
export type Growth = { durationSeconds: number; now: Date };

export type Manifest = {
  videos: readonly ManifestVideo[];
  audios: readonly ManifestAudio[];
  texts: readonly ManifestText[];
  /** How much players should buffer before they start. */
  bufferSeconds: number;
  growth?: Growth;
};

/** How often players reload the manifest. */
const UPDATE_PERIOD = 'PT2S';

/** Players that take this long to start still start at the beginning. It shortens shaka-player's forward buffer by the same time. */
const START_TOLERANCE_SECONDS = 5;

/**
 * ISO/IEC 23009-1: a single period with the same bytes as HLS. Tracks without segments are left out. The last segment of a whole track lasts
 * until the end of the presentation.
 * @throws AppError OUTPUT_WRONG if the objects of a track don't share an init segment
 */
export const renderManifest = (manifest: Manifest): string => {
  const { bufferSeconds, growth } = manifest;
  const videos = manifest.videos.filter(hasSegments);
  const audios = manifest.audios.filter(hasSegments);
  const seconds = presentationSeconds(manifest);
  const root = {
    xmlns: 'urn:mpeg:dash:schema:mpd:2011',
    // The only profile with lists of byte ranges and dynamic manifests.
    profiles: 'urn:mpeg:dash:profile:isoff-main:2011',
    ...(growth ? growthAttributes(growth, listedSeconds(manifest, seconds)) : ended(seconds)),
    minBufferTime: duration(Math.max(1, bufferSeconds)),
  };
  // shaka-player (5.2) remembers the end of loaded segments, and requires every track to reach the final duration.
  const sets = [
    ...(videos.length > 0 ? [videoSet(videos, seconds)] : []),
    ...audios.map((audio, index) => audioSet(audio, index, seconds)),
    ...manifest.texts.map((text, index) => textSet(text, 1 + audios.length + index)),
  ];
  const children = [element('Period', { id: 'p0', start: 'PT0S' }, sets), ...clock(growth)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('MPD', root, children)}\n`;
};

/** Tracks can end this much later than planned: the plan is rounded to milliseconds, and the last AAC frame is always full. */
const PLAN_TOLERANCE_SECONDS = 0.25;

/**
 * While a video grows, at least its final duration, because players drop frames that end later. An abandoned video ends with its shortest
 * track, because players would wait for more at the end of that track. Decision 37.
 */
const presentationSeconds = ({ videos, audios, growth }: Manifest): number => {
  const tracks = [...videos, ...audios];
  const ends = tracks.filter(hasSegments).map(endSeconds);
  if (ends.length === 0 || tracks.every(({ isWhole }) => isWhole)) return Math.max(0, ...ends);
  return growth ? Math.max(growth.durationSeconds, ...ends) + PLAN_TOLERANCE_SECONDS : Math.min(...ends);
};

const hasSegments = ({ objects }: ManifestTrack): boolean => objects.some(({ segments }) => segments.length > 0);

const ended = (seconds: number) => ({ type: 'static', mediaPresentationDuration: duration(seconds) });

/** End of the last listed segment. */
const listedSeconds = ({ videos, audios }: Manifest, seconds: number): number =>
  Math.max(0, ...[...videos, ...audios].map((track) => (track.isWhole ? seconds : endSeconds(track))));

/**
 * A live stream whose newest segment has just become available, however fast it was made. The suggested delay is the length of everything
 * listed, so players start at the beginning. The duration is left out and availabilityStartTime moves, because shaka-player (5.2) stops
 * otherwise. Decision 46.
 */
const growthAttributes = ({ now }: Growth, listed: number) => ({
  type: 'dynamic',
  availabilityStartTime: new Date(now.getTime() - 1_000 * listed).toISOString(),
  publishTime: now.toISOString(),
  minimumUpdatePeriod: UPDATE_PERIOD,
  suggestedPresentationDelay: duration(listed + START_TOLERANCE_SECONDS),
});

/** 5.8.4.11: lets players with a wrong clock use ours. */
const clock = (growth: Growth | undefined): string[] =>
  growth
    ? [element('UTCTiming', { schemeIdUri: 'urn:mpeg:dash:utc:direct:2014', value: growth.now.toISOString() })]
    : [];

const videoSet = (videos: readonly ManifestVideo[], lastUntil: number): string =>
  element(
    'AdaptationSet',
    {
      ...{ id: 0, contentType: 'video', mimeType: 'video/mp4' },
      segmentAlignment: areAligned(videos) ? true : undefined,
      // Every segment begins with an IDR frame.
      startWithSAP: 1,
      maxWidth: Math.max(...videos.map(({ width }) => width)),
      maxHeight: Math.max(...videos.map(({ height }) => height)),
    },
    [role('main'), ...videos.map((video, index) => videoRepresentation(video, index, lastUntil))],
  );

/** A copied rendition is cut at the key frames of the source. Only the common part is compared, because renditions grow at different speeds. */
const areAligned = (videos: readonly ManifestVideo[]): boolean => {
  const [first = [], ...others] = videos.map(({ objects }) =>
    timeSegments(objects).map(({ object, segment }) => segment.startTicks / object.timescale),
  );
  return others.every((starts) => starts.every((start, at) => isAligned(start, first[at] ?? start)));
};

const videoRepresentation = (
  { objects, isWhole, codec, bandwidthBps, width, height, frameRate }: ManifestVideo,
  index: number,
  lastUntil: number,
) =>
  element(
    'Representation',
    {
      ...{ id: `video-${index}`, codecs: codec, bandwidth: bandwidthBps, width, height },
      frameRate: frameRate.den === 1 ? frameRate.num : `${frameRate.num}/${frameRate.den}`,
      sar: '1:1',
    },
    [segmentList(objects, isWhole ? lastUntil : 0)],
  );

const audioSet = (audio: ManifestAudio, index: number, lastUntil: number): string => {
  const { objects, isWhole, codec, bandwidthBps, label, language, channels, sampleRateHz } = audio;
  const representation = { id: `audio-${index}`, codecs: codec, bandwidth: bandwidthBps };
  return element(
    'AdaptationSet',
    {
      ...{ id: 1 + index, contentType: 'audio', mimeType: 'audio/mp4', lang: languageTag(language) },
      ...{ segmentAlignment: true, startWithSAP: 1 },
    },
    [
      textElement('Label', label),
      role(audio.default ? 'main' : 'alternate'),
      element('Representation', { ...representation, audioSamplingRate: sampleRateHz }, [
        element('AudioChannelConfiguration', {
          schemeIdUri: 'urn:mpeg:mpegB:cicp:ChannelConfiguration',
          value: CHANNEL_CONFIGURATIONS[channels] ?? channels,
        }),
        segmentList(objects, isWhole ? lastUntil : 0),
      ]),
    ],
  );
};

/** 5.3.9.1: a file of its own is a segment that lasts for the whole period. */
const textSet = ({ uri, label, kind, language, forced, bandwidthBps, ...text }: ManifestText, id: number): string =>
  element('AdaptationSet', { id, contentType: 'text', mimeType: 'text/vtt', lang: languageTag(language) }, [
    textElement('Label', label),
    role(forced ? 'forced-subtitle' : TEXT_ROLES[kind]),
    ...(text.default ? [role('main')] : []),
    element('Representation', { id: `text-${id}`, bandwidth: bandwidthBps }, [textElement('BaseURL', uri)]),
  ]);

const TEXT_ROLES = { subtitles: 'subtitle', captions: 'caption' } as const satisfies Record<TextKind, string>;

/** ISO/IEC 23091-3, table 2: up to six channels, the value equals their number; above, it identifies a layout (6.1 and 7.1). */
const CHANNEL_CONFIGURATIONS: Record<number, number> = { 7: 11, 8: 12 };

const role = (value: 'main' | 'alternate' | 'subtitle' | 'caption' | 'forced-subtitle'): string =>
  element('Role', { schemeIdUri: 'urn:mpeg:dash:role:2011', value });

const duration = (seconds: number): string => `PT${Math.round(seconds * 1e6) / 1e6}S`;

const endSeconds = ({ objects }: ManifestTrack): number => {
  const last = timeSegments(objects).at(-1);
  return last ? (last.segment.startTicks + last.ticks) / last.object.timescale : 0;
};
