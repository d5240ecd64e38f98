'use client';

import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { currentStep } from './current-step';
import { Section } from './section';
import { useJobs } from './use-jobs';

/** Where the processing stands, or how it ended; nothing once it is complete. */
export const VideoState = ({ video }: { video: VideoView }) => {
  const { data: jobs = [] } = useJobs(video);
  if (video.status === 'failed') {
    return (
      <Alert color="red" title="This video could not be processed">
        {video.error?.message ?? 'Something went wrong.'}
      </Alert>
    );
  }
  if (video.status === 'cancelled') return <Alert color="gray" title="Processing was cancelled" />;
  if (video.status === 'completed') return null;
  return (
    <Section title="Processing">
      <Stack gap={6}>
        <Group justify="space-between">
          <Text size="sm" aria-live="polite">
            {video.status === 'queued' ? 'Waiting for a free worker' : (currentStep(jobs[0]) ?? 'Working')}
          </Text>
          <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {video.progress} %
          </Text>
        </Group>
        <Progress value={video.progress} size="lg" animated aria-label={`Progress of ${video.title}`} />
      </Stack>
    </Section>
  );
};
