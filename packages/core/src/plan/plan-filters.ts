import type { HdrTransfer } from './source-probe.js';

/**
 * The facts that decide the filters. Rotation isn't one of them: ffmpeg rotates the decoded video before the first filter, and
 * planned sizes are those of the rotated video.
 */
export type FilterFacts = {
  deinterlace?: boolean;
  hdr?: HdrTransfer;
  /** RGB has no color matrix. By default, the conversion would assume the one of standard definition. */
  fromRgb?: boolean;
};

export type FrameSize = { width: number; height: number };

/** A filter between decoder and encoder. `renderFilters` in packages/media renders it for ffmpeg. */
export type VideoFilter =
  | { kind: 'deinterlace' }
  /** `matrix`: the target of the conversion from RGB. */
  | ({ kind: 'scale'; matrix?: 'bt709' } & FrameSize)
  /** To standard dynamic range and Rec. 709. */
  | { kind: 'toneMap'; transfer: HdrTransfer }
  | { kind: 'squarePixels' }
  | { kind: 'pixelFormat'; format: 'yuv420p' }
  /** Tags the colors if the source doesn't. */
  | { kind: 'tagColors'; as: 'bt709' };

export type PlannedFilters = {
  /** Applied to every decoded frame, once for all sizes. */
  shared: VideoFilter[];
  /** For each size, in the given order. */
  sized: VideoFilter[][];
};

/** The filters from decoded frames to 8-bit 4:2:0 with square pixels in each of these sizes. */
export const planFilters = (facts: FilterFacts, sizes: readonly FrameSize[]): PlannedFilters => ({
  shared: facts.deinterlace ? [{ kind: 'deinterlace' }] : [],
  sized: sizes.map((size) => filtersTo(facts, size)),
});

const SQUARE: VideoFilter = { kind: 'squarePixels' };
const FORMAT: VideoFilter = { kind: 'pixelFormat', format: 'yuv420p' };

const filtersTo = ({ hdr, fromRgb }: FilterFacts, { width, height }: FrameSize): VideoFilter[] => {
  const scale = { kind: 'scale', width, height } as const;
  // Scaling first leaves fewer pixels for tone mapping.
  if (hdr) return [scale, { kind: 'toneMap', transfer: hdr }, SQUARE, FORMAT];
  if (fromRgb) return [{ ...scale, matrix: 'bt709' }, FORMAT, SQUARE, { kind: 'tagColors', as: 'bt709' }];
  return [scale, SQUARE, FORMAT];
};
