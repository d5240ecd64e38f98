import { Text } from '@mantine/core';
import { formatBytes } from '@media/core/display';
import type { VideoView } from '@media/sdk';
import { Section } from '../section';
import { type Comparison, compareSize } from './compare-size';
import styles from './savings.module.css';

/** Compares the MP4 of the highest resolution with the source; renders nothing without both. */
export const Savings = ({ video: { source, outputs } }: { video: VideoView }) => {
  const best = outputs.find(({ name }) => name === 'video.mp4');
  const comparison = best?.sizeBytes === undefined ? undefined : compareSize(source.sizeBytes, best.sizeBytes);
  if (!best?.sizeBytes || !comparison) return null;
  const largest = Math.max(source.sizeBytes, best.sizeBytes);
  return (
    <Section title="Size">
      <strong className={styles.headline} data-change={comparison.change}>
        {comparison.text}
      </strong>
      <Text size="sm" c="dimmed">
        {EXPLANATIONS[comparison.change]}
      </Text>
      <div className={styles.bars}>
        <Bar label="Source" bytes={source.sizeBytes} largest={largest} />
        <Bar label="MP4" bytes={best.sizeBytes} largest={largest} change={comparison.change} />
      </div>
    </Section>
  );
};

const EXPLANATIONS: Record<Comparison['change'], string> = {
  smaller: 'MP4 compared with the source',
  equal: 'The MP4 is about the same size as the source.',
  larger: 'The MP4 is larger than the source. The output preset “Compress” makes smaller files.',
};

type BarProps = { label: string; bytes: number; largest: number; change?: Comparison['change'] };

const Bar = ({ label, bytes, largest, change }: BarProps) => (
  <div className={styles.barRow}>
    <span>{label}</span>
    <span className={styles.barTrack} aria-hidden>
      <span className={styles.bar} data-change={change} style={{ width: `${(100 * bytes) / largest}%` }} />
    </span>
    <span>{formatBytes(bytes)}</span>
  </div>
);
