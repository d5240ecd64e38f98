import { languageTag, type SourceChapter, type TextStream, UNKNOWN_CODEC } from '@media/core';
import { printable } from './printable.js';
import { type ProbeChapter, type ProbeStream, tagOf } from './probe-document.js';

/** Subtitles of MP4 that ffmpeg takes for data, by the name in the file. */
const DATA_TEXTS: Record<string, string> = {
  ...{ stpp: 'ttml', dfxp: 'ttml', wvtt: 'wvtt', sbtt: 'sbtt', stxt: 'stxt', c708: 'eia_708' },
};
const dataText = ({ codec_type, codec_tag_string = '' }: ProbeStream): string | undefined =>
  codec_type === 'data' ? DATA_TEXTS[codec_tag_string] : undefined;

/** All subtitle streams, in the order of the file. */
export const parseTexts = (streams: readonly ProbeStream[]): TextStream[] =>
  streams
    .filter((stream) => stream.codec_type === 'subtitle' || dataText(stream) !== undefined)
    .map((stream) => textStream({ ...stream, codec_name: dataText(stream) ?? stream.codec_name ?? 'unknown' }));

const textStream = (stream: ProbeStream): TextStream => {
  const { index, codec_name, disposition = {}, tags = {} } = stream;
  const language = languageTag(tags.language);
  const title = printable(tags.title ?? '');
  return {
    ...{ streamIndex: index, codec: codec_name ?? tagOf(stream) ?? UNKNOWN_CODEC },
    ...(language !== undefined && { language }),
    ...(title !== '' && { title }),
    default: disposition.default === 1,
    forced: disposition.forced === 1,
    hearingImpaired: disposition.hearing_impaired === 1 || disposition.captions === 1,
  };
};

/** Chapters whose times are known. */
export const parseChapters = (chapters: readonly ProbeChapter[]): SourceChapter[] =>
  chapters.flatMap(({ start_time, end_time, tags }) => {
    const startSeconds = Number.parseFloat(start_time ?? '');
    const endSeconds = Number.parseFloat(end_time ?? '');
    const title = printable(tags?.title ?? '');
    if (!Number.isFinite(startSeconds) || !Number.isFinite(endSeconds)) return [];
    return [{ startSeconds, endSeconds, ...(title !== '' && { title }) }];
  });
