import { Text } from '@mantine/core';
import { type KindSummary, kindCounts } from './task-kinds';
import styles from './timeline.module.css';

type Props = { kinds: readonly KindSummary[]; colorOf: (kind: string) => string };

/** The kinds of a job's tasks with their colours, how many are done and which wait. */
export const KindLegend = ({ kinds, colorOf }: Props) => (
  <ul className={styles.legend} aria-label="Kinds of task">
    {kinds.map((kind) => (
      <li key={kind.kind}>
        <span className={styles.swatch} style={{ background: colorOf(kind.kind) }} />
        {kind.kind}
        <Text span inherit c="dimmed">
          {` ${kindCounts(kind)}`}
        </Text>
      </li>
    ))}
  </ul>
);
