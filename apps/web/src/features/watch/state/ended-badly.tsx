'use client';

import { Alert, Code, ScrollArea, Stack, Text } from '@mantine/core';
import type { JobView, VideoView } from '@media/sdk';
import { IconAlertTriangle, IconPlayerStop } from '@tabler/icons-react';
import { taskTitle } from '@/features/timeline/task-kinds';
import { adviceFor } from '@/features/video/failure-advice';
import styles from './ended-badly.module.css';
import { lastFailure } from './last-failure';
import { NextSteps } from './next-steps';

type Props = { video: VideoView; job: JobView | undefined; onOtherPreset: () => void };

/** How processing ended where it did not succeed, what can be done about it, and the end of the log. */
export const EndedBadly = ({ video, job, onOtherPreset }: Props) => {
  const advice = adviceFor(video);
  const actions = advice?.actions ?? (['retry', 'preset'] as const);
  const hasResult = video.outputs.length > 0;
  return (
    <Alert
      color={advice ? 'red' : 'gray'}
      icon={advice ? <IconAlertTriangle aria-hidden /> : <IconPlayerStop aria-hidden />}
      title={advice ? FAILED[hasResult ? 'again' : 'first'] : 'Processing was cancelled'}
    >
      <Stack gap="sm">
        <div>
          {advice && <Text size="sm">{video.error?.message ?? 'Something went wrong.'}</Text>}
          {actions.includes('retry') && <Text size="sm">Finished steps are kept.</Text>}
          {hasResult && <Text size="sm">The previous result is still available.</Text>}
        </div>
        <NextSteps
          videoId={video.id}
          actions={actions}
          retryLabel={advice ? 'Try again' : 'Resume'}
          onOtherPreset={onOtherPreset}
        />
        {advice && <Log job={job} />}
      </Stack>
    </Alert>
  );
};

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
