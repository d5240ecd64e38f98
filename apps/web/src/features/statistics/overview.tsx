import { Alert, NativeSelect, Stack, Text } from '@mantine/core';
import type { VideoStatisticsView } from '@media/sdk';
import { AboutCounting, disabledText } from './about-counting';
import { DaysChart } from './days-chart';
import { PERIODS } from './period';
import styles from './statistics.module.css';
import { Totals } from './totals';

type Props = {
  statistics: Pick<VideoStatisticsView, 'totals' | 'days' | 'disabledBy'>;
  days: number;
  onDays: (days: number) => void;
};

const CHOICES = PERIODS.map((days) => ({ value: String(days), label: `Last ${days} days` }));

/** Totals, plays per day, and what they mean. */
export const Overview = ({ statistics: { totals, days: list, disabledBy }, days, onDays }: Props) => {
  const off = disabledText(disabledBy);
  const isEmpty = totals.plays === 0 && totals.watchedSeconds === 0;
  return (
    <Stack gap="lg">
      {off !== undefined && <Alert color="gray">{off}</Alert>}
      <div className={styles.head}>
        <Totals totals={totals} />
        <NativeSelect
          label="Period"
          data={CHOICES}
          value={String(days)}
          onChange={({ currentTarget }) => onDays(Number(currentTarget.value))}
        />
      </div>
      {isEmpty ? (
        <Text c="dimmed">
          Nobody without an account has watched in this period.
          {off === undefined && ' New views appear within seconds.'}
        </Text>
      ) : (
        <DaysChart days={list} />
      )}
      <AboutCounting />
    </Stack>
  );
};
