import { Text } from '@mantine/core';
import { kindColor } from './kind-color';
import { stepTitle } from './step-titles';
import { type KindSummary, kindCounts } from './task-kinds';
import styles from './timeline.module.css';

type Props = { kinds: readonly KindSummary[] };

export const KindLegend = ({ kinds }: Props) => (
  <ul className={styles.legend} aria-label="Steps">
    {kinds.map((kind) => (
      <li key={kind.kind}>
        <span className={styles.swatch} style={{ background: kindColor(kind.kind) }} />
        {stepTitle(kind.kind, kind.tasks)}
        <Text span inherit c="dimmed">
          {` ${kindCounts(kind)}`}
        </Text>
      </li>
    ))}
  </ul>
);
