import type { ColorSpan, HdrTransfer, VideoStream } from './source-probe.js';

/** Color matrices of sources, by ffmpeg's names; `bt601` stands for both 625 and 525 lines. RGB has none. */
export type ColorMatrix = 'bt709' | 'bt601' | 'fcc' | 'smpte240m' | 'bt2020nc' | 'bt2020c' | 'ycgco' | 'rgb';

/** Primaries beyond those of BT.709. Without conversion, they look pale. */
export type WidePrimaries = 'bt2020' | 'smpte431' | 'smpte432';

/** The colors of a source's decoded frames. All outputs have the matrix of BT.709 and limited range. */
export type SourceColors = {
  matrix: ColorMatrix;
  /** Sizes of upright frames that have the matrix of BT.601, in a video whose other frames have that of BT.709. */
  bt601Sizes?: { width: number; height: number }[];
  /** If frames differ in matrix, range or pixel format: they are converted before all other filters. The other fields apply to the result. */
  perFrame?: MatrixSpan[];
  fullRange?: true;
  wide?: WidePrimaries;
  hdr?: { transfer: HdrTransfer; peakNits: number };
  /** By ffmpeg's names. Outputs are tagged with them unless they are converted. */
  primaries: string;
  transfer: string;
};

/** The matrix of frames from a time on, until the next span. */
export type MatrixSpan = { fromSeconds: number; matrix: ColorMatrix };

type DeclaredColors = Pick<
  VideoStream,
  | 'pixelFormat'
  | 'codedWidth'
  | 'codedHeight'
  | 'colorSpace'
  | 'colorTransfer'
  | 'colorPrimaries'
  | 'colorRange'
  | 'hdr'
  | 'hdrPeakNits'
>;

type ColorFacts = DeclaredColors & Pick<VideoStream, 'rotation' | 'shapes' | 'spans' | 'colorSpans'>;

const MATRICES: Record<string, ColorMatrix> = {
  ...{ bt709: 'bt709', bt470bg: 'bt601', smpte170m: 'bt601', fcc: 'fcc', smpte240m: 'smpte240m' },
  ...{ bt2020nc: 'bt2020nc', bt2020c: 'bt2020c', ycgco: 'ycgco' },
};

/** The matrix that goes with primaries, for sources that declare only these. */
const BY_PRIMARIES: Record<string, ColorMatrix> = {
  ...{ bt709: 'bt709', bt470bg: 'bt601', smpte170m: 'bt601', smpte240m: 'smpte240m', bt2020: 'bt2020nc' },
  ...{ smpte431: 'bt709', smpte432: 'bt709' },
};

/** Close to BT.709. Converting them would change every color a little, so they are kept and tagged. */
const KEPT_PRIMARIES = new Set(['bt470m', 'bt470bg', 'smpte170m', 'smpte240m']);
/** Far from BT.709: shown like it, linear light would be dark. */
const CONVERTED_TRANSFERS = new Set(['linear', 'log100', 'log316']);
const KNOWN_TRANSFERS = new Set([...KEPT_PRIMARIES, 'iec61966-2-1', ...CONVERTED_TRANSFERS]);
const keep = (kept: ReadonlySet<string>, name = ''): string => (kept.has(name) ? name : 'bt709');

/**
 * The colors of a source as it declares them. What it doesn't declare is what players assume: BT.709 for high definition, BT.601 for
 * standard definition, and limited range unless the pixel format says otherwise.
 */
export const decideColors = (video: ColorFacts): SourceColors => {
  if (video.colorSpans) return changingColors(video, video.colorSpans);
  const colors = colorsOf(video);
  const isPlain = isStandard(colors) && !colors.fullRange;
  const bt601Sizes = isPlain ? mixedSizes(video) : [];
  return bt601Sizes.length > 0 ? { ...colors, matrix: 'bt709', bt601Sizes } : colors;
};

/** By ffprobe's names: the scaler of ffmpeg 7 refuses frames that declare another one, even if it doesn't convert them. */
const ACCEPTED = new Set(['gbr', 'bt709', 'fcc', 'bt470bg', 'smpte170m', 'smpte240m', 'bt2020nc']);

/** Whether any frames declare a matrix that ffmpeg's scaler doesn't accept. */
export const declaresUnscalable = ({
  colorSpace,
  colorSpans = [],
}: Pick<VideoStream, 'colorSpace' | 'colorSpans'>): boolean =>
  [colorSpace, ...colorSpans.map((span) => span.colorSpace)].some((name) => name !== undefined && !ACCEPTED.has(name));

/** Matrices that ffmpeg's scaler doesn't convert. */
const UNSCALABLE = new Set<ColorMatrix>(['bt2020nc', 'bt2020c', 'ycgco']);

/** Whether only matrix and range need a conversion. */
export const isScalable = ({ hdr, wide, matrix, transfer }: SourceColors): boolean =>
  !hdr && !wide && !UNSCALABLE.has(matrix) && !CONVERTED_TRANSFERS.has(transfer);

/** Whether players show these colors as they are tagged. */
export const isStandard = (colors: SourceColors): boolean =>
  isScalable(colors) && (colors.matrix === 'bt601' || colors.matrix === 'bt709') && !colors.perFrame;

/** Colors that need the same conversion have the same key. */
const conversionOf = ({ matrix, fullRange, wide, hdr, transfer }: SourceColors): string =>
  [matrix, fullRange, wide, hdr?.transfer, CONVERTED_TRANSFERS.has(transfer) && transfer].join(' ');

/** The different colors of frames, those that are shown for the longest time first. */
const differentColors = (video: ColorFacts, spans: readonly ColorSpan[]): SourceColors[] => {
  const totals = new Map<string, { colors: SourceColors; seconds: number }>();
  for (const span of spans) {
    const colors = colorsOf({ ...span, ...(video.hdrPeakNits !== undefined && { hdrPeakNits: video.hdrPeakNits }) });
    const { seconds = 0 } = totals.get(conversionOf(colors)) ?? {};
    totals.set(conversionOf(colors), { colors, seconds: seconds + span.seconds });
  }
  return [...totals.values()].toSorted((a, b) => b.seconds - a.seconds).map(({ colors }) => colors);
};

const changingColors = (video: ColorFacts, spans: readonly ColorSpan[]): SourceColors => {
  const [main = colorsOf(video), ...others] = differentColors(video, spans);
  if (![main, ...others].every(isScalable)) return main;
  const perFrame = spans.map((span) => ({ fromSeconds: span.fromSeconds, matrix: matrixOf(span) }));
  return { matrix: 'bt709', primaries: main.primaries, transfer: main.transfer, perFrame };
};

/** Colors of frames that are converted like those that come first, because the filters for them can't change within a video. */
export const unconvertedColors = (video: ColorFacts): SourceColors[] => {
  const colors = differentColors(video, video.colorSpans ?? []);
  return colors.every(isScalable) ? [] : colors;
};

/** Recordings that switch between standard and high definition also switch the matrix. The tags of a stream are those of its first frames. */
const mixedSizes = ({ shapes = [], spans = [], rotation }: ColorFacts): { width: number; height: number }[] => {
  const matrices = shapes.map((shape) => matrixOf(shape));
  if (!matrices.includes('bt709')) return [];
  // ffmpeg has turned frames before the first filter only if the container says so.
  const isTurned = rotation % 180 !== 0 && spans.every((span) => span.rotation === 0);
  return shapes
    .filter((_, at) => matrices[at] === 'bt601')
    .map(({ codedWidth: width, codedHeight: height }) =>
      isTurned ? { width: height, height: width } : { width, height },
    );
};

const colorsOf = (video: DeclaredColors): SourceColors => {
  const { pixelFormat = '', colorRange, colorPrimaries, colorTransfer, hdr } = video;
  const matrix = matrixOf(video);
  const wide = widePrimaries(colorPrimaries ?? (matrix.startsWith('bt2020') ? 'bt2020' : undefined));
  return {
    matrix,
    ...((colorRange === 'pc' || pixelFormat.startsWith('yuvj')) && matrix !== 'rgb' && { fullRange: true }),
    ...(wide && { wide }),
    ...(hdr && { hdr: { transfer: hdr, peakNits: peakOf(video) } }),
    primaries: keep(KEPT_PRIMARIES, colorPrimaries),
    transfer: keep(KNOWN_TRANSFERS, colorTransfer),
  };
};

/** What most HDR video is mastered for, and the nominal peak of HLG. PQ itself ends at 10,000, which would make everything dark. */
const USUAL_PEAK_NITS = 1000;

const peakOf = ({ hdr, hdrPeakNits = USUAL_PEAK_NITS }: DeclaredColors): number =>
  hdr === 'pq' ? hdrPeakNits : USUAL_PEAK_NITS;

const WIDE: readonly WidePrimaries[] = ['bt2020', 'smpte431', 'smpte432'];
const widePrimaries = (primaries: string | undefined) => WIDE.find((name) => name === primaries);

const RGB = /^(rgb|bgr|gbr|argb|abgr|0rgb|0bgr|x2rgb|x2bgr|pal8)/;

type MatrixFacts = Pick<
  DeclaredColors,
  'pixelFormat' | 'codedWidth' | 'codedHeight' | 'colorSpace' | 'colorPrimaries' | 'hdr'
>;

const matrixOf = ({ pixelFormat = '', colorSpace, colorPrimaries, hdr, ...size }: MatrixFacts): ColorMatrix => {
  if (RGB.test(pixelFormat)) return 'rgb';
  const byHdr = hdr && 'bt2020nc';
  return MATRICES[colorSpace ?? ''] ?? byHdr ?? BY_PRIMARIES[colorPrimaries ?? ''] ?? bySize(size);
};

/**
 * The limits of the tallest standard-definition format, 625 lines, and the width of the smallest high-definition one. Browsers show
 * everything from 720 lines on as high definition, including portrait video of 576x1024.
 */
const bySize = ({ codedWidth, codedHeight }: Pick<VideoStream, 'codedWidth' | 'codedHeight'>): ColorMatrix =>
  codedHeight >= 720 || codedWidth >= 1280 || Math.min(codedWidth, codedHeight) > 576 ? 'bt709' : 'bt601';
