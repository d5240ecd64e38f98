'use client';

import { Alert, Button, Code, Group, ScrollArea, Stack, Text } from '@mantine/core';
import type { JobView, VideoView } from '@media/sdk';
import { IconAlertTriangle, IconPlayerStop } from '@tabler/icons-react';
import { client } from '@/features/account/client';
import { taskTitle } from '@/features/timeline/task-kinds';
import { useVideoAction } from '../actions/use-video-action';
import { adviceFor } from './advice';
import styles from './ended-badly.module.css';
import { lastFailure } from './last-failure';

type Props = { video: VideoView; job: JobView | undefined; onOtherRecipe: () => void };

/** How the processing ended where it did not end well, what can be done about it, and what was said last. */
export const EndedBadly = ({ video, job, onOtherRecipe }: Props) => {
  const retry = useVideoAction(video.id, () => client.videos.retry(video.id));
  const isFailed = video.status === 'failed';
  const advice = adviceFor(video.error?.code);
  const canRetry = !isFailed || advice.mayPass;
  const hasResult = video.outputs.length > 0;
  return (
    <Alert
      color={isFailed ? 'red' : 'gray'}
      icon={isFailed ? <IconAlertTriangle aria-hidden /> : <IconPlayerStop aria-hidden />}
      title={isFailed ? FAILED[hasResult ? 'again' : 'first'] : 'Processing was cancelled'}
    >
      <Stack gap="sm">
        <div>
          <Text size="sm">{isFailed ? (video.error?.message ?? 'Something went wrong.') : CANCELLED}</Text>
          {isFailed && <Text size="sm">{advice.text}</Text>}
          {hasResult && <Text size="sm">The previous result is still available.</Text>}
        </div>
        <Group gap="xs">
          <Button
            variant={canRetry ? 'filled' : 'default'}
            size="sm"
            loading={retry.isPending}
            onClick={() => retry.mutate()}
          >
            {isFailed ? 'Try again' : 'Resume'}
          </Button>
          <Button variant={!canRetry && advice.recipe ? 'filled' : 'default'} size="sm" onClick={onOtherRecipe}>
            Use another recipe
          </Button>
        </Group>
        {retry.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {retry.error.message}
          </Text>
        )}
        {isFailed && <Log job={job} />}
      </Stack>
    </Alert>
  );
};

const CANCELLED = 'Finished steps are kept.';
const FAILED = { first: 'This video could not be processed', again: 'Reprocessing failed' };

const Log = ({ job }: { job: JobView | undefined }) => {
  const failure = lastFailure(job);
  if (!failure?.attempt.logTail) return null;
  const { task, attempt } = failure;
  return (
    <details className={styles.log}>
      <summary>
        Log of {taskTitle(task)}
        {attempt.exitCode !== undefined && `, exit code ${attempt.exitCode}`}
      </summary>
      <ScrollArea.Autosize mah={240} type="auto" mt="xs">
        <Code block fz="xs">
          {attempt.logTail}
        </Code>
      </ScrollArea.Autosize>
    </details>
  );
};
