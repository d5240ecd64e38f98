import { guardedInput } from '../argv/input-guards.js';
import { type ProbeDocument, type ProbeStream, readDocument } from './probe-document.js';

// Attachments have no codec, and ffmpeg doesn't log theirs.
const isNameless = ({ codec_type, codec_name }: ProbeStream): boolean =>
  codec_name === undefined && (codec_type === 'video' || codec_type === 'audio' || codec_type === 'subtitle');

/** Matroska names codecs in text, which ffprobe's document doesn't contain if ffmpeg doesn't know the codec. */
export const lacksCodecNames = (json: string): boolean => {
  const { format, streams = [] } = readDocument(json);
  return format?.format_name?.startsWith('matroska') === true && streams.some(isNameless);
};

/** ffprobe argv that logs a line per unknown codec of a Matroska file, in the order of the tracks. */
export const unknownCodecArgs = (input: string): string[] => [
  ...['-v', 'info', '-hide_banner', '-show_entries', 'format=format_name'],
  ...guardedInput(input),
];

export const UNKNOWN_CODEC_LINE = /Unknown\/unsupported AVCodecID (?<name>\S+)\.$/;

/** ffprobe's document with the file's own names of unknown codecs. Unchanged if it isn't clear which stream has which name. */
export const withCodecNames = (json: string, names: readonly string[]): string => {
  const document: ProbeDocument = readDocument(json);
  const nameless = (document.streams ?? []).filter(isNameless);
  if (nameless.length !== names.length) return json;
  for (const [index, stream] of nameless.entries()) stream.codec_tag_string = names[index] ?? '';
  return JSON.stringify(document);
};
