import type { ByteRange } from '../support/hls.ts';

export type Representation = {
  id: string;
  isVideo: boolean;
  language: string;
  /** The initialization and media segments, in order. */
  ranges: ByteRange[];
  seconds: number;
};

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

const unescapeXml = (value: string): string =>
  value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** ISO/IEC 23009-1, 5.3.9: a range includes its last byte. */
const rangeOf = (url: string, range: string, base: string): ByteRange => {
  const [first = 0, last = -1] = range.split('-').map(Number);
  return { url: new URL(unescapeXml(url), base).href, offset: first, size: last - first + 1 };
};

/** Reads a DASH manifest whose audio and video representations are lists of byte ranges, independently of our own code. */
export const readManifest = (text: string, base: string): Representation[] =>
  [...text.matchAll(/<AdaptationSet\b[^>]*>[\s\S]*?<\/AdaptationSet>/g)].flatMap(([set]) => {
    const type = attribute(set, 'contentType');
    if (type !== 'video' && type !== 'audio') return [];
    return [...set.matchAll(/<Representation\b[^>]*>[\s\S]*?<\/Representation>/g)].map(([found]) => {
      const init = /<Initialization\b[^>]*>/.exec(found)?.[0] ?? '';
      const segments = [...found.matchAll(/<SegmentURL\b[^>]*>/g)].map(([tag]) => tag);
      const ticks = [...found.matchAll(/<S\b[^>]*>/g)].reduce((sum, [tag]) => sum + Number(attribute(tag, 'd')), 0);
      return {
        ...{ id: attribute(found, 'id'), isVideo: type === 'video', language: attribute(set, 'lang') },
        ranges: [
          rangeOf(attribute(init, 'sourceURL'), attribute(init, 'range'), base),
          ...segments.map((tag) => rangeOf(attribute(tag, 'media'), attribute(tag, 'mediaRange'), base)),
        ],
        seconds: ticks / Number(attribute(/<SegmentList\b[^>]*>/.exec(found)?.[0] ?? '', 'timescale')),
      };
    });
  });
