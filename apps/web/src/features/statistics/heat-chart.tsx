import { Text } from '@mantine/core';
import { clockTime } from '@media/core/display';
import { HeatLine } from './heat-line';
import { hottestPart } from './heat-path';
import styles from './statistics.module.css';

type Props = { heatmap: readonly number[]; durationMs: number };

/** Which parts of a video were watched most. */
export const HeatChart = ({ heatmap, durationMs }: Props) => {
  const hottest = hottestPart(heatmap);
  return (
    <div>
      <HeatLine heatmap={heatmap} className={styles.heat} />
      <div className={styles.ends}>
        <span>{clockTime(0)}</span>
        <span>{clockTime(durationMs)}</span>
      </div>
      <Text size="sm" mt="xs">
        {hottest
          ? `Watched most: ${clockTime(hottest.from * durationMs)} to ${clockTime(hottest.to * durationMs)}.`
          : 'All parts were watched equally often.'}
      </Text>
    </div>
  );
};
