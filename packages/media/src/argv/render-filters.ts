import type { HdrTransfer, VideoFilter } from '@media/core';
import { EXACT } from './exact-scaling.js';
import { DROP_ROTATION, fitting } from './fitting.js';

/** The scaler of ffmpeg 7 refuses frames with an unusual matrix, even if it isn't converted. */
export const DROP_MATRIX = 'setparams=colorspace=unknown';

/**
 * Planned filters in ffmpeg's syntax, to be joined by commas. `input`: a number that differs for each use in a filter graph. `zeroSeconds`: the
 * time at which frames have the timestamp 0, on the clock of the planned spans.
 */
export const renderFilters = (
  filters: readonly VideoFilter[],
  { input = 0, zeroSeconds = 0 }: { input?: number; zeroSeconds?: number } = {},
): string[] => filters.flatMap((filter) => render(filter, input, zeroSeconds));

const render = (filter: VideoFilter, input: number, zeroSeconds: number): string | string[] => {
  switch (filter.kind) {
    case 'dropMatrix':
      return DROP_MATRIX;
    case 'dropRotation':
      return DROP_ROTATION;
    case 'deinterlace':
      return deinterlacing(filter);
    case 'fit':
      return byFrameSize(filter, fitting(filter, zeroSeconds), `colormatrix@${input}`);
    case 'flatten':
      // The filter doesn't support packed RGB. On its own, ffmpeg could convert that to YUV with a matrix of its choice.
      return filter.alpha === 'rgb' ? ['format=gbrap', 'premultiply=inplace=1'] : 'premultiply=inplace=1';
    case 'scale':
      return `scale=${filter.width}:${filter.height}${filter.from ? conversion(filter.from) : ''}`;
    case 'narrowColors':
      return `zscale=${zscaleInput(filter)}:tin=${ZSCALE_TRANSFERS[filter.transfer] ?? 'bt709'}:pin=${filter.primaries}:${TO_BT709}`;
    case 'toneMap':
      return toneMapping(filter);
    case 'squarePixels':
      return 'setsar=1';
    case 'pixelFormat':
      return `format=${filter.format}`;
    case 'tagColors':
      return `setparams=range=tv:colorspace=bt709:color_primaries=${filter.primaries}:color_trc=${filter.transfer}`;
  }
};

type From<Kind extends VideoFilter['kind']> = Extract<VideoFilter, { kind: Kind }>;

const PARITIES = { top: 'tff', bottom: 'bff' } as const;

const deinterlacing = ({ first, all, perField }: From<'deinterlace'>): string =>
  [
    `bwdif=mode=${perField ? 'send_field' : 'send_frame'}`,
    ...(first ? [`parity=${PARITIES[first]}`] : []),
    `deint=${all ? 'all' : 'interlaced'}`,
  ].join(':');

/**
 * Frames that have the same size after fitting don't show which size they had. So a command before it turns the conversion on or off for
 * each frame. `not` stands for `eq`, because a comma would end the command.
 */
const byFrameSize = ({ bt601Sizes }: From<'fit'>, fitted: string[], converter: string): string[] => {
  const isBt601 = bt601Sizes?.map(({ width, height }) => `not(W-${width})*not(H-${height})`).join('+');
  if (!isBt601) return fitted;
  return [`sendcmd=c='0 [expr] ${converter} enable ${isBt601}'`, ...fitted, `${converter}=src=bt601:dst=bt709`];
};

const conversion = ({ matrix, fullRange }: NonNullable<From<'scale'>['from']>): string => {
  const input = matrix === 'rgb' ? '' : `:in_color_matrix=${matrix}:in_range=${fullRange ? 'pc' : 'tv'}`;
  return `${input}:out_color_matrix=bt709:out_range=tv:${EXACT}`;
};

/** From BT.709 of limited range to what JFIF prescribes for JPEG: BT.601 of full range. */
export const TO_JPEG = [
  `scale=in_color_matrix=bt709:in_range=tv:out_color_matrix=bt601:out_range=pc:${EXACT}`,
  'format=yuvj420p',
] as const;

const ZSCALE_TRANSFERS: Record<string, string> = {
  ...{ 'iec61966-2-1': 'iec61966-2-1', linear: 'linear', log100: 'log100', log316: 'log316' },
};
const ZSCALE_MATRICES: Record<string, string> = { bt2020nc: '2020_ncl', bt2020c: '2020_cl', bt601: '170m' };
const TO_BT709 = 't=bt709:m=bt709:p=bt709:r=tv';

/** The matrix and range of the input. RGB has neither. */
const zscaleInput = ({ matrix, fullRange }: Pick<From<'toneMap'>, 'matrix' | 'fullRange'>): string =>
  matrix ? `min=${ZSCALE_MATRICES[matrix] ?? matrix}:rin=${fullRange ? 'pc' : 'tv'}` : 'min=gbr:rin=pc';

const TRANSFERS = { pq: 'smpte2084', hlg: 'arib-std-b67' } as const satisfies Record<HdrTransfer, string>;

/** To linear light, tone-mapped to SDR, and back to Rec. 709. */
const toneMapping = (filter: From<'toneMap'>): string[] => [
  `zscale=${zscaleInput(filter)}:tin=${TRANSFERS[filter.transfer]}:pin=bt2020:t=linear:npl=100`,
  'format=gbrpf32le',
  'zscale=p=bt709',
  // Relative to SDR white, which is 100 nits here.
  `tonemap=tonemap=hable:desat=0:peak=${filter.peakNits / 100}`,
  'zscale=t=bt709:m=bt709:r=tv',
];
