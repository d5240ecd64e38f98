import { Progress, Text } from '@mantine/core';
import type { Share } from './share-of-limit';
import styles from './usage.module.css';

type Props = { label: string; share: Share; text?: string };

const colorOf = ({ isReached, isNear }: Share): string => (isReached ? 'red' : isNear ? 'orange' : 'teal');

/** A value, with a bar if it has a limit. */
export const Meter = ({ label, share, text }: Props) => (
  <div>
    <div className={styles.meterHead}>
      <span>{label}</span>
      <strong>{share.text}</strong>
    </div>
    {share.percent !== undefined && (
      <Progress.Root size="md" mt={6}>
        <Progress.Section value={share.percent} color={colorOf(share)} aria-label={label} />
      </Progress.Root>
    )}
    {text && (
      <Text size="sm" c="dimmed" mt={4}>
        {text}
      </Text>
    )}
  </div>
);
