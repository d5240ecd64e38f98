import { type SourceColors, unconvertedColors } from './decide-colors.js';
import type { VideoStream } from './source-probe.js';
import type { SourceWarning } from './source-warnings.js';

/** Says which frames of a video whose colors change aren't converted as they declare. */
export const colorWarnings = (video: VideoStream): SourceWarning[] => {
  const [kept, ...others] = [...new Set(unconvertedColors(video).map(nameOf))];
  return kept === undefined || others.length === 0 ? [] : [{ code: 'COLORS_CHANGE', kept, others }];
};

const HDR_NAMES = { pq: 'HDR (PQ)', hlg: 'HDR (HLG)' } as const;
const WIDE_NAMES = { bt2020: 'BT.2020', smpte431: 'DCI-P3', smpte432: 'Display P3' } as const;

const nameOf = ({ hdr, wide, matrix, transfer }: SourceColors): string => {
  if (hdr) return HDR_NAMES[hdr.transfer];
  if (wide) return WIDE_NAMES[wide];
  if (matrix === 'ycgco') return 'YCgCo';
  return /^(linear|log)/.test(transfer) ? `${transfer} light` : 'standard (BT.709)';
};
