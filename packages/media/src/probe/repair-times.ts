import type { SourceProbe } from '@media/core';
import type { PacketPositions } from './packet-positions.js';
import { trackTreatment } from './track-treatment.js';

/** Halfway between the packets around it or, at the end, as long after the one before as that lasts. */
const BETWEEN = 'if(gt(NEXT_DTS\\,PREV_OUTDTS)\\,(PREV_OUTDTS+NEXT_DTS)/2\\,PREV_OUTDTS+max(PREV_OUTDURATION\\,1))';
/** An expression with more terms takes too long. More damage isn't a matter of single packets. */
const MAX_REPAIRED = 100;

/** An expression that is true for packets at these positions. `n`: the name of the position. */
const isOneOf = (n: 'n' | 'N', positions: readonly number[]): string =>
  positions
    .slice(0, MAX_REPAIRED)
    .map((position) => `eq(${n}\\,${position})`)
    .join('+');

const repair = (stream: string, positions: readonly number[] = []): string[] => {
  if (positions.length === 0) return [];
  const either = (then: string, otherwise: string) => `if(${isOneOf('N', positions)}\\,${then}\\,${otherwise})`;
  return [`-bsf:${stream}`, `setts=dts=${either(BETWEEN, 'DTS')}:pts=${either(`PTS-DTS+${BETWEEN}`, 'PTS')}`];
};

/** Output options that replace damaged times of packets that are copied. */
export const repairTimes = (
  { container, video, audios }: Pick<SourceProbe, 'container' | 'video' | 'audios'>,
  outliers: PacketPositions = new Map(),
): string[] => [
  ...(video ? repair('v', outliers.get(video.streamIndex)) : []),
  ...audios.flatMap((audio, index) =>
    trackTreatment(audio, container) === 'copy' ? repair(`a:${index}`, outliers.get(audio.streamIndex)) : [],
  ),
];

/** Output options that leave out packets of the video. */
export const dropVideo = ({ video }: Pick<SourceProbe, 'video'>, late: PacketPositions = new Map()): string[] => {
  const positions = (video && late.get(video.streamIndex)) ?? [];
  return positions.length > 0 ? ['-bsf:v', `noise=drop=${isOneOf('n', positions)}`] : [];
};
