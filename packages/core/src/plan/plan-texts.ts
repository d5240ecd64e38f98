import type { SourceProbe, TextStream } from './source-probe.js';
import type { LeftOutText, SourceWarning } from './source-warnings.js';
import type { TextTrack } from './text-tracks.js';

/** What ffmpeg can decode to text. All other formats are pictures, or have no decoder. */
const TEXT_CODECS = new Set(['subrip', 'ass', 'ssa', 'mov_text', 'webvtt', 'text', 'eia_608']);
const BITMAP_CODECS = new Set(['hdmv_pgs_subtitle', 'dvd_subtitle', 'dvb_subtitle', 'xsub', 'dvb_teletext']);

export const isText = ({ codec }: Pick<TextStream, 'codec'>): boolean => TEXT_CODECS.has(codec);

/** One track per subtitle stream that contains text, in the order of the file. */
export const planTexts = (
  { texts = [], video }: Pick<SourceProbe, 'texts' | 'video'>,
  originSeconds: number,
): { texts: TextTrack[]; warnings: SourceWarning[] } => {
  const labels = labelsOf(texts);
  const numbered = texts.map((text, index) => ({ ...text, track: index + 1, label: labels[index] ?? '' }));
  const kept = numbered.filter(isText);
  const chosen = kept.find((text) => text.default && !text.forced) ?? kept.find((text) => text.default);
  const leftOut = numbered.filter((text) => !isText(text)).map(whyLeftOut);
  return {
    texts: kept.map((text, index) => ({
      ...{ index, streamIndex: text.streamIndex, codec: text.codec, track: text.track },
      ...{ name: `t${index}`, label: text.label, kind: text.hearingImpaired ? 'captions' : 'subtitles' },
      ...(text.language !== undefined && { language: text.language }),
      ...{ default: text === chosen, forced: text.forced, originSeconds },
    })),
    warnings: [
      ...(leftOut.length > 0 ? [{ code: 'SUBTITLES_LEFT_OUT' as const, tracks: leftOut }] : []),
      ...(video?.closedCaptions ? [{ code: 'EMBEDDED_CAPTIONS_LEFT_OUT' as const }] : []),
    ],
  };
};

type Numbered = TextStream & { track: number; label: string };

const whyLeftOut = ({ track, label, codec }: Numbered): LeftOutText => ({
  ...{ track, label, codec },
  reason: BITMAP_CODECS.has(codec) ? 'pictures' : 'format',
});

/** RFC 8216 4.3.4.1.1: names must be unique within a group. */
const labelsOf = (texts: readonly TextStream[]): string[] => {
  const used = new Set<string>();
  return texts.map(({ title, language, forced }, index) => {
    const named =
      title ?? (language === undefined ? `Subtitles ${index + 1}` : `${language}${forced ? ' (forced)' : ''}`);
    const label = used.has(named) ? `${named} (${index + 1})` : named;
    used.add(label);
    return label;
  });
};
