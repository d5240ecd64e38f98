import { languageTag, type TextKind } from '@media/core';
import { attributes, quoted, quotedUri, safeUri } from './attributes.js';
import type { Bandwidth } from './measure-bandwidth.js';

export type PlaylistRendition = {
  uri: string;
  width: number;
  height: number;
  /** RFC 6381 codec string from the init segment. */
  codec: string;
  /** Frames per second. */
  frameRate: number;
  /** Without audio. */
  bandwidth: Bandwidth;
  /** Its I-frame playlist, for scrubbing. */
  iframes: { uri: string; bandwidth: Bandwidth };
};

export type PlaylistAudio = {
  uri: string;
  groupId: string;
  /** The name in the player's menu; unique within the group. */
  name: string;
  language?: string;
  default: boolean;
  channels: number;
  codec: string;
  bandwidth: Bandwidth;
};

export type PlaylistText = {
  uri: string;
  groupId: string;
  /** The name in the player's menu; unique within the group. */
  name: string;
  kind: TextKind;
  language?: string;
  default: boolean;
  forced: boolean;
};

export type Multivariant = {
  renditions: readonly PlaylistRendition[];
  audios: readonly PlaylistAudio[];
  texts: readonly PlaylistText[];
};

/** Without video, the first audio track is the variant itself. */
export const renderMultivariant = ({ renditions, audios, texts }: Multivariant): string => {
  const variants =
    renditions.length > 0
      ? renditions.flatMap((rendition) => videoVariant(rendition, audios, texts))
      : audioVariant(audios, texts);
  const isChoice = renditions.length > 0 || audios.length > 1;
  // 4.3.4.1: a rendition without a URI is included in the variant. With a URI, players would load it twice.
  const lines = audios.map((audio, index) => audioLine(audio, renditions.length > 0 || index > 0));
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...(isChoice ? lines : []),
    ...texts.map(textLine),
    ...variants,
    ...renditions.map(iframeLine),
    '',
  ].join('\n');
};

const audioLine = (audio: PlaylistAudio, hasUri: boolean): string => {
  const language = languageTag(audio.language);
  return `#EXT-X-MEDIA:${attributes({
    TYPE: 'AUDIO',
    'GROUP-ID': quoted(audio.groupId),
    NAME: quoted(audio.name),
    LANGUAGE: language === undefined ? undefined : quoted(language),
    DEFAULT: audio.default ? 'YES' : 'NO',
    // 4.3.4.1: AUTOSELECT "MUST be YES" if DEFAULT is. A track of unknown language shouldn't be selected automatically.
    AUTOSELECT: audio.default || language !== undefined ? 'YES' : 'NO',
    CHANNELS: quoted(String(audio.channels)),
    URI: hasUri ? quotedUri(audio.uri) : undefined,
  })}`;
};

const textLine = (text: PlaylistText): string => {
  const language = languageTag(text.language);
  return `#EXT-X-MEDIA:${attributes({
    TYPE: 'SUBTITLES',
    'GROUP-ID': quoted(text.groupId),
    NAME: quoted(text.name),
    LANGUAGE: language === undefined ? undefined : quoted(language),
    DEFAULT: text.default ? 'YES' : 'NO',
    AUTOSELECT: text.default || language !== undefined ? 'YES' : 'NO',
    FORCED: text.forced ? 'YES' : 'NO',
    CHARACTERISTICS: text.kind === 'captions' ? quoted(CAPTIONS) : undefined,
    URI: quotedUri(text.uri),
  })}`;
};

/** 4.3.4.1: together, these stand for subtitles for viewers who can't hear. */
const CAPTIONS = 'public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound';

const textGroup = ([text]: readonly PlaylistText[]): string | undefined => text && quoted(text.groupId);

const videoVariant = (
  rendition: PlaylistRendition,
  audios: readonly PlaylistAudio[],
  texts: readonly PlaylistText[],
): string[] => {
  const codecs = new Set([rendition.codec, ...audios.map(({ codec }) => codec)]);
  const group = audios[0]?.groupId;
  return streamInf(rendition.uri, {
    // 4.3.4.2: of the combination with the highest bitrate that this variant can be played in.
    BANDWIDTH: rendition.bandwidth.peakBps + highest(audios, 'peakBps'),
    'AVERAGE-BANDWIDTH': rendition.bandwidth.averageBps + highest(audios, 'averageBps'),
    CODECS: quoted([...codecs].join(',')),
    RESOLUTION: `${rendition.width}x${rendition.height}`,
    'FRAME-RATE': rendition.frameRate.toFixed(3),
    AUDIO: group === undefined ? undefined : quoted(group),
    SUBTITLES: textGroup(texts),
  });
};

/** 4.3.4.3: like a variant, but without frame rate and groups, and with the URI as an attribute. */
const iframeLine = ({ width, height, codec, iframes }: PlaylistRendition): string =>
  `#EXT-X-I-FRAME-STREAM-INF:${attributes({
    BANDWIDTH: iframes.bandwidth.peakBps,
    'AVERAGE-BANDWIDTH': iframes.bandwidth.averageBps,
    CODECS: quoted(codec),
    RESOLUTION: `${width}x${height}`,
    URI: quotedUri(iframes.uri),
  })}`;

const audioVariant = (audios: readonly PlaylistAudio[], texts: readonly PlaylistText[]): string[] => {
  const [first] = audios;
  if (!first) return [];
  return streamInf(first.uri, {
    BANDWIDTH: highest(audios, 'peakBps'),
    'AVERAGE-BANDWIDTH': highest(audios, 'averageBps'),
    CODECS: quoted([...new Set(audios.map(({ codec }) => codec))].join(',')),
    AUDIO: audios.length > 1 ? quoted(first.groupId) : undefined,
    SUBTITLES: textGroup(texts),
  });
};

const highest = (audios: readonly PlaylistAudio[], measure: keyof Bandwidth): number =>
  Math.max(0, ...audios.map(({ bandwidth }) => bandwidth[measure]));

const streamInf = (uri: string, list: Record<string, string | number | undefined>): string[] => [
  `#EXT-X-STREAM-INF:${attributes(list)}`,
  safeUri(uri),
];
