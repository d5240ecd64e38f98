'use client';

import { Stack } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { Section } from '@/features/watch/section';
import { HeatChart } from './heat-chart';
import { Loading } from './loading';
import { Overview } from './overview';
import { DEFAULT_DAYS } from './period';
import { useVideoStatistics } from './use-statistics';

/** How a video was watched by people without an account. */
export const StatisticsPanel = ({ video }: { video: VideoView }) => {
  const [days, setDays] = useState<number>(DEFAULT_DAYS);
  const { data, error, refetch } = useVideoStatistics(video.id, days);
  const { durationMs } = video.source;
  return (
    <Stack gap="lg">
      <Section title="Views">
        {data ? (
          <Overview statistics={data} days={days} onDays={setDays} />
        ) : (
          <Loading error={error} onRetry={() => void refetch()} />
        )}
      </Section>
      {data && durationMs !== undefined && data.heatmap.some((times) => times > 0) && (
        <Section title="Parts that were watched">
          <HeatChart heatmap={data.heatmap} durationMs={durationMs} />
        </Section>
      )}
    </Stack>
  );
};
