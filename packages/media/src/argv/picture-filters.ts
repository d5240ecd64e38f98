import type { HdrTransfer, VideoPlan } from '@media/core';

type Source = Pick<VideoPlan, 'hdr' | 'fromRgb'>;
type Size = { width: number; height: number };

/**
 * From the decoded picture (ffmpeg has turned it upright by itself) to 8-bit 4:2:0 with square pixels.
 * Scaled first, so that tone mapping works on the fewer pixels.
 */
export const pictureFilters = ({ hdr, fromRgb }: Source, size: Size): string[] => {
  const scale = `scale=${size.width}:${size.height}`;
  if (hdr) return [scale, ...toneMapping(hdr), 'setsar=1', 'format=yuv420p'];
  if (fromRgb) return [`${scale}:out_color_matrix=bt709:out_range=tv`, 'format=yuv420p', 'setsar=1', REC_709];
  return [scale, 'setsar=1', 'format=yuv420p'];
};

const REC_709 = 'setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709';

const TRANSFERS = { pq: 'smpte2084', hlg: 'arib-std-b67' } as const satisfies Record<HdrTransfer, string>;

/** To linear light, squeezed into the range of an ordinary screen, and back to Rec. 709. */
const toneMapping = (hdr: HdrTransfer): string[] => [
  `zscale=tin=${TRANSFERS[hdr]}:min=bt2020nc:pin=bt2020:t=linear:npl=100`,
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=tonemap=hable:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
];
