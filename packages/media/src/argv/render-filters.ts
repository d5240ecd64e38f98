import type { HdrTransfer, VideoFilter } from '@media/core';

/** Planned filters in ffmpeg's syntax, to be joined by commas. */
export const renderFilters = (filters: readonly VideoFilter[]): string[] => filters.flatMap(render);

const render = (filter: VideoFilter): string | string[] => {
  switch (filter.kind) {
    case 'deinterlace':
      return 'bwdif=mode=send_frame:deint=interlaced';
    case 'scale': {
      const scale = `scale=${filter.width}:${filter.height}`;
      return filter.matrix ? `${scale}:out_color_matrix=${filter.matrix}:out_range=tv` : scale;
    }
    case 'toneMap':
      return toneMapping(filter.transfer);
    case 'squarePixels':
      return 'setsar=1';
    case 'pixelFormat':
      return `format=${filter.format}`;
    case 'tagColors':
      return `setparams=color_primaries=${filter.as}:color_trc=${filter.as}:colorspace=${filter.as}`;
  }
};

const TRANSFERS = { pq: 'smpte2084', hlg: 'arib-std-b67' } as const satisfies Record<HdrTransfer, string>;

/** To linear light, tone-mapped to SDR, and back to Rec. 709. */
const toneMapping = (hdr: HdrTransfer): string[] => [
  `zscale=tin=${TRANSFERS[hdr]}:min=bt2020nc:pin=bt2020:t=linear:npl=100`,
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=tonemap=hable:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
];
