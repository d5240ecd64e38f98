import {
  decideColors,
  declaresUnscalable,
  isScalable,
  type MatrixSpan,
  type SourceColors,
  type WidePrimaries,
} from './decide-colors.js';
import { type Deinterlacing, decideFields } from './decide-fields.js';
import type { AlphaDecoder, HdrTransfer, ShapeSpan, VideoStream } from './source-probe.js';

/**
 * The facts that decide the decoder and the filters. Rotation by the container isn't one of them: ffmpeg rotates the decoded video before the
 * first filter, and planned sizes are those of the rotated video.
 */
export type FilterFacts = {
  deinterlace?: Deinterlacing;
  /** How to fit frames into the planned shape, if they differ in size, shape or colors, or declare their rotation themselves. */
  refit?: ShapeSpan[];
  /** The kind of pixels that can be transparent; absent if none can. */
  alpha?: 'yuv' | 'rgb';
  /** Whether the container declares a rotation other than right angles, which is ignored. */
  tilted?: true;
  /** Whether frames declare a matrix that the scaler refuses. */
  unscalable?: true;
  /** Absent for ffmpeg's default. */
  decoder?: AlphaDecoder;
  colors: SourceColors;
};

export type FrameSize = { width: number; height: number };

type YuvMatrix = Exclude<SourceColors['matrix'], 'rgb'>;

/** A filter between decoder and encoder. `renderFilters` in packages/media renders it for ffmpeg. */
export type VideoFilter =
  | ({ kind: 'deinterlace' } & Deinterlacing)
  /**
   * Into a box of square pixels, with black bars where the shape differs. `byField`: without mixing fields. `bt601Sizes`: frames of these
   * sizes are converted from BT.601 to BT.709. `colors`: frames are converted to BT.709 and limited range.
   */
  | ({
      kind: 'fit';
      byField: boolean;
      spans: ShapeSpan[];
      bt601Sizes?: FrameSize[];
      colors?: MatrixSpan[];
    } & FrameSize)
  /** Without it, the scaler of newer releases of ffmpeg refuses frames with an unusual matrix. Conversions name theirs. */
  | { kind: 'dropMatrix' }
  /** Without it, newer releases of ffmpeg store the rotation of frames in the output. */
  | { kind: 'dropRotation' }
  /** Shows transparent pixels on black. */
  | { kind: 'flatten'; alpha: 'yuv' | 'rgb' }
  /** `from`: the colors to convert to BT.709 and limited range. */
  | ({ kind: 'scale'; from?: { matrix: SourceColors['matrix']; fullRange: boolean } } & FrameSize)
  /** To BT.709 and limited range, including the primaries. */
  | {
      kind: 'narrowColors';
      matrix?: YuvMatrix;
      fullRange: boolean;
      primaries: WidePrimaries | 'bt709';
      transfer: string;
    }
  /** To standard dynamic range, BT.709 and limited range. */
  | { kind: 'toneMap'; transfer: HdrTransfer; peakNits: number; matrix?: YuvMatrix; fullRange: boolean }
  | { kind: 'squarePixels' }
  | { kind: 'pixelFormat'; format: 'yuv420p' }
  /** Tags frames as BT.709 of limited range, with these primaries and transfer function. */
  | { kind: 'tagColors'; primaries: string; transfer: string };

export type PlannedFilters = {
  /** Applied to every decoded frame, once for all sizes. */
  shared: VideoFilter[];
  /** For each size, in the given order. */
  sized: VideoFilter[][];
};

/** The facts about a source's video, for every output that is made from its frames. */
export const filterFacts = (video: VideoStream): FilterFacts => {
  const colors = decideColors(video);
  const deinterlace = decideFields(video.interlaced, video.fields);
  return {
    ...(deinterlace && { deinterlace }),
    ...((video.spans ?? video.colorSpans) && { refit: video.spans ?? [] }),
    ...(hasAlpha(video) && { alpha: colors.matrix === 'rgb' ? 'rgb' : 'yuv' }),
    ...(video.tilt !== undefined && { tilted: true }),
    ...(declaresUnscalable(video) && { unscalable: true }),
    ...(video.decoder && { decoder: video.decoder }),
    colors,
  };
};

// Palettes can have transparent entries: those of GIF usually do.
const ALPHA = /^(yuva|ya\d|rgba|bgra|argb|abgr|gbrap|pal8|vuya|ayuv)/;

const hasAlpha = ({ pixelFormat = '' }: VideoStream): boolean => ALPHA.test(pixelFormat);

/** The same for a picture or a preview, which don't need every field. Their spans are relative to `startSeconds`, the start of the file. */
export const imageFacts = (video: VideoStream, startSeconds: number): FilterFacts => {
  const { deinterlace, refit, colors, ...facts } = filterFacts(video);
  const fromStart = <Span extends { fromSeconds: number }>(spans: readonly Span[]): Span[] =>
    spans.map((span) => ({ ...span, fromSeconds: span.fromSeconds - startSeconds }));
  return {
    ...facts,
    colors: { ...colors, ...(colors.perFrame && { perFrame: fromStart(colors.perFrame) }) },
    ...(refit && { refit: fromStart(refit) }),
    ...(deinterlace && { deinterlace: perFrame(deinterlace) }),
  };
};

/** One frame from each pair of fields. */
export const perFrame = ({ perField: _, ...deinterlace }: Deinterlacing): Deinterlacing => deinterlace;

/** The filters from decoded frames to 8-bit 4:2:0 with square pixels in each of these sizes. */
export const planFilters = (facts: FilterFacts, sizes: readonly FrameSize[]): PlannedFilters => ({
  shared: [
    ...(facts.unscalable ? [{ kind: 'dropMatrix' } as const] : []),
    ...(facts.tilted ? [{ kind: 'dropRotation' } as const] : []),
    // Before deinterlacing, which needs frames of the same size.
    ...(facts.refit && sizes[0] ? [fitInto(facts, facts.refit, sizes[0])] : []),
    ...(facts.deinterlace ? [{ kind: 'deinterlace', ...facts.deinterlace } as const] : []),
    // Before scaling, which would mix the colors of transparent pixels into their neighbors.
    ...(facts.alpha ? [{ kind: 'flatten', alpha: facts.alpha } as const] : []),
  ],
  sized: sizes.map((size) => filtersTo(facts, size)),
});

const fitInto = (
  { deinterlace, colors: { bt601Sizes, perFrame } }: FilterFacts,
  spans: ShapeSpan[],
  { width, height }: FrameSize,
): VideoFilter => ({
  ...{ kind: 'fit', width, height, byField: deinterlace !== undefined, spans },
  ...(bt601Sizes && { bt601Sizes }),
  ...(perFrame && { colors: perFrame }),
});

const SQUARE: VideoFilter = { kind: 'squarePixels' };
const FORMAT: VideoFilter = { kind: 'pixelFormat', format: 'yuv420p' };
const BT709: VideoFilter = { kind: 'tagColors', primaries: 'bt709', transfer: 'bt709' };

const filtersTo = ({ colors }: FilterFacts, { width, height }: FrameSize): VideoFilter[] => {
  const { hdr, wide, matrix, fullRange = false, transfer, primaries } = colors;
  const scale = { kind: 'scale', width, height } as const;
  const yuv = matrix === 'rgb' ? {} : { matrix };
  // Scaling first leaves fewer pixels for slower conversions.
  if (hdr) return [scale, { kind: 'toneMap', ...hdr, ...yuv, fullRange }, SQUARE, FORMAT, BT709];
  if (!isScalable(colors))
    return [
      ...[scale, { kind: 'narrowColors', ...yuv, fullRange, primaries: wide ?? 'bt709', transfer } as const],
      ...[SQUARE, FORMAT, BT709],
    ];
  const isStandard = matrix === 'bt709' && !fullRange;
  return [
    isStandard ? scale : { ...scale, from: { matrix, fullRange } },
    ...[SQUARE, FORMAT],
    { kind: 'tagColors', primaries, transfer },
  ];
};
