'use client';

import { Alert, Code, ScrollArea, Stack, Text } from '@mantine/core';
import type { JobView, VideoView } from '@media/sdk';
import { IconAlertTriangle, IconPlayerStop } from '@tabler/icons-react';
import { useLacksPermission, usePermission } from '@/features/organization/use-permission';
import { taskTitle } from '@/features/timeline/step-titles';
import { adviceFor } from '@/features/video/failure-advice';
import { hasResult } from '@/features/video/has-result';
import { Disclosure } from '../disclosure';
import { lastFailure } from './last-failure';
import { NextSteps } from './next-steps';

type Props = { video: VideoView; job: JobView | undefined; onOtherPreset: () => void };

/** Why processing failed or that it was canceled, what to do next, and the end of the log. */
export const ProcessingAlert = ({ video, job, onOtherPreset }: Props) => {
  const advice = adviceFor(video);
  const actions = advice?.actions ?? (['retry', 'preset'] as const);
  const isReprocess = hasResult(video);
  const canEdit = usePermission('video.write');
  const isRefused = useLacksPermission('video.write');
  return (
    <Alert
      color={advice ? 'red' : 'gray'}
      icon={advice ? <IconAlertTriangle aria-hidden /> : <IconPlayerStop aria-hidden />}
      title={advice ? FAILED[isReprocess ? 'again' : 'first'] : 'Processing was canceled'}
    >
      <Stack gap="sm">
        <div>
          {advice && <Text size="sm">{video.error?.message ?? 'Something went wrong.'}</Text>}
          {canEdit && actions.includes('retry') && <Text size="sm">Finished steps won't run again.</Text>}
          {isReprocess && <Text size="sm">The previous outputs are still available.</Text>}
        </div>
        {canEdit && (
          <NextSteps
            videoId={video.id}
            actions={actions}
            retryLabel={advice ? 'Retry' : 'Resume'}
            onOtherPreset={onOtherPreset}
          />
        )}
        {isRefused && (
          <Text size="sm">You can only watch videos here. Ask an editor of the organization to continue.</Text>
        )}
        {advice && <Log job={job} />}
      </Stack>
    </Alert>
  );
};

const FAILED = { first: "This video couldn't be processed", again: 'Reprocessing failed' };

const Log = ({ job }: { job: JobView | undefined }) => {
  const failure = lastFailure(job);
  if (!failure?.attempt.logTail) return null;
  const { task, attempt } = failure;
  const exitCode = attempt.exitCode === undefined ? '' : `, exit code ${attempt.exitCode}`;
  return (
    <Disclosure summary={`Log: ${taskTitle(task)}${exitCode}`}>
      <ScrollArea.Autosize mah={240} type="auto">
        <Code block fz="xs">
          {attempt.logTail}
        </Code>
      </ScrollArea.Autosize>
    </Disclosure>
  );
};
