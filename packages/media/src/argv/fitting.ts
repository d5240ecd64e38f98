import type { MatrixSpan, ShapeSpan, VideoFilter } from '@media/core';
import { EXACT } from './exact-scaling.js';

type Fit = Extract<VideoFilter, { kind: 'fit' }>;

/** Rounding of planned sizes must not add black lines. */
const TOLERATED_PIXELS = 2;
/** Timestamps are rounded after seeking. */
const EARLY_SECONDS = 0.001;

/**
 * Filters that show every frame in a box of one size. ffmpeg 7 gives all frames the pixel aspect ratio of the first one, so the spans tell it.
 * Right angles are the same for every frame only in a square, so frames that turn are fitted and turned in one.
 */
export const fitting = ({ width, height, byField, spans, colors }: Fit, zeroSeconds: number): string[] => {
  const byTime = (pick: (span: ShapeSpan) => string) => stepwise(spans, zeroSeconds, pick);
  const turns = spans.some(({ rotation }) => rotation !== 0);
  const isQuarter = ({ rotation }: ShapeSpan) => rotation % 180 !== 0;
  const side = Math.max(width, height);
  const [canvasWidth, canvasHeight] = spans.some(isQuarter) ? [side, side] : [width, height];
  const ratio = byTime(({ sampleAspectRatio: { num, den } }) => `${num}/${den}`) ?? 'sar';
  const boxWidth = byTime((span) => String(isQuarter(span) ? height : width)) ?? width;
  const boxHeight = byTime((span) => String(isQuarter(span) ? width : height)) ?? height;
  // 0: the displayed aspect ratio of the frame. 1 and 2: the box before turning.
  const known = `st(0,iw*(${ratio})/ih);st(1,${boxWidth});st(2,${boxHeight})`;
  const fills = `lte(abs(ld(2)*ld(0)-ld(1)),${TOLERATED_PIXELS})+lte(abs(ld(1)/ld(0)-ld(2)),${TOLERATED_PIXELS})`;
  const even = (pixels: string) => `max(2,2*round(${pixels}/2))`;
  const [w, h] = [even('min(ld(1),ld(2)*ld(0))'), even('min(ld(2),ld(1)/ld(0))')];
  return [
    `scale=w='${known};if(${fills},ld(1),${w})':h='${known};if(${fills},ld(2),${h})':eval=frame${byField ? ':interl=1' : ''}${colors ? TO_VIDEO_RANGE : ''}`,
    ...(colors ? toBt709(colors, zeroSeconds) : []),
    `pad=${canvasWidth}:${canvasHeight}:-1:-1:eval=frame`,
    ...(turns ? turning(byTime, canvasWidth, canvasHeight) : []),
    ...(canvasWidth === width && canvasHeight === height ? [] : [`crop=${width}:${height}`]),
    'setsar=1',
  ];
};

/** The range as each frame declares it. The same matrix on both sides leaves that of YUV as it is. */
const TO_VIDEO_RANGE = `:in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv:${EXACT}`;

/** The scaler would clip what BT.709 can't represent as RGB, so the matrix is converted directly. Frames keep their tags, which are wrong now. */
const toBt709 = (spans: readonly MatrixSpan[], zeroSeconds: number): string[] => {
  const others = new Set(spans.map(({ matrix }) => matrix).filter((matrix) => matrix !== 'bt709' && matrix !== 'rgb'));
  const during = (wanted: string) => stepwise(spans, zeroSeconds, ({ matrix }) => String(Number(matrix === wanted)));
  return [
    'format=yuv420p',
    ...[...others].map((matrix) => `colormatrix=src=${matrix}:dst=bt709:enable='${during(matrix)}'`),
    'setparams=range=tv:colorspace=bt709',
  ];
};

/** Otherwise, newer releases store it in the output, and players would turn the video again. */
export const DROP_ROTATION = 'sidedata=mode=delete:type=DISPLAYMATRIX';

const turning = (
  byTime: (pick: (span: ShapeSpan) => string) => string | undefined,
  width: number,
  height: number,
): string[] => [
  `rotate=a='(${byTime(({ rotation }) => String(rotation / 90)) ?? 0})*PI/2':ow=${width}:oh=${height}`,
  DROP_ROTATION,
];

/** An expression that has the value of each span during it. Undefined if there are no spans. */
const stepwise = <Span extends { fromSeconds: number }>(
  spans: readonly Span[],
  zeroSeconds: number,
  pick: (span: Span) => string,
): string | undefined => {
  const steps = spans
    .map((span) => ({ at: span.fromSeconds - zeroSeconds - EARLY_SECONDS, value: pick(span) }))
    .filter(({ value }, index, all) => value !== all[index - 1]?.value);
  const [first, ...others] = steps;
  if (!first) return undefined;
  const changes = others.map(({ at, value }, index) => `+gte(t,${at.toFixed(6)})*(${value}-${steps[index]?.value})`);
  return `${first.value}${changes.join('')}`;
};
