import type { SourceProbe } from '@media/core';
import type { Outliers } from './read-clock.js';
import { trackTreatment } from './track-treatment.js';

/** Halfway between the packets around it or, at the end, as long after the one before as that lasts. */
const BETWEEN = 'if(gt(NEXT_DTS\\,PREV_OUTDTS)\\,(PREV_OUTDTS+NEXT_DTS)/2\\,PREV_OUTDTS+max(PREV_OUTDURATION\\,1))';
/** An expression with more terms takes too long. More damage isn't a matter of single packets. */
const MAX_REPAIRED = 100;

const repair = (stream: string, positions: readonly number[] = []): string[] => {
  if (positions.length === 0) return [];
  const isWrong = positions
    .slice(0, MAX_REPAIRED)
    .map((position) => `eq(N\\,${position})`)
    .join('+');
  const either = (then: string, otherwise: string) => `if(${isWrong}\\,${then}\\,${otherwise})`;
  return [`-bsf:${stream}`, `setts=dts=${either(BETWEEN, 'DTS')}:pts=${either(`PTS-DTS+${BETWEEN}`, 'PTS')}`];
};

/** Output options that replace damaged times of packets that are copied. */
export const repairTimes = (
  { container, video, audios }: Pick<SourceProbe, 'container' | 'video' | 'audios'>,
  outliers: Outliers = new Map(),
): string[] => [
  ...(video ? repair('v', outliers.get(video.streamIndex)) : []),
  ...audios.flatMap((audio, index) =>
    trackTreatment(audio, container) === 'copy' ? repair(`a:${index}`, outliers.get(audio.streamIndex)) : [],
  ),
];
