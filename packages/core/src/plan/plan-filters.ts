import type { HdrTransfer } from './source-probe.js';

/**
 * What the filters follow from. Rotation is not among it: ffmpeg turns the decoded video upright before the first filter, and
 * planned sizes are those of the upright video.
 */
export type FilterFacts = {
  deinterlace?: boolean;
  hdr?: HdrTransfer;
  /** RGB has no matrix of its own: without being told, the conversion assumes standard definition. */
  fromRgb?: boolean;
};

export type FrameSize = { width: number; height: number };

/** A step from the decoded frame to what is encoded. `renderFilters` in packages/media writes them for ffmpeg. */
export type VideoFilter =
  | { kind: 'deinterlace' }
  /** `matrix`: what the conversion from RGB makes. */
  | ({ kind: 'scale'; matrix?: 'bt709' } & FrameSize)
  /** To the brightness of an ordinary screen, and to Rec. 709. */
  | { kind: 'toneMap'; transfer: HdrTransfer }
  | { kind: 'squarePixels' }
  | { kind: 'pixelFormat'; format: 'yuv420p' }
  /** Says which colours these are, where the source said nothing. */
  | { kind: 'tagColors'; as: 'bt709' };

export type PlannedFilters = {
  /** For every decoded frame, once for all sizes. */
  shared: VideoFilter[];
  /** For each size, in their order. */
  sized: VideoFilter[][];
};

/** From the decoded frame to 8-bit 4:2:0 with square pixels, in each of these sizes. */
export const planFilters = (facts: FilterFacts, sizes: readonly FrameSize[]): PlannedFilters => ({
  shared: facts.deinterlace ? [{ kind: 'deinterlace' }] : [],
  sized: sizes.map((size) => filtersTo(facts, size)),
});

const SQUARE: VideoFilter = { kind: 'squarePixels' };
const FORMAT: VideoFilter = { kind: 'pixelFormat', format: 'yuv420p' };

const filtersTo = ({ hdr, fromRgb }: FilterFacts, { width, height }: FrameSize): VideoFilter[] => {
  const scale = { kind: 'scale', width, height } as const;
  // Scaled first, so that tone mapping works on the fewer pixels.
  if (hdr) return [scale, { kind: 'toneMap', transfer: hdr }, SQUARE, FORMAT];
  if (fromRgb) return [{ ...scale, matrix: 'bt709' }, FORMAT, SQUARE, { kind: 'tagColors', as: 'bt709' }];
  return [scale, SQUARE, FORMAT];
};
