'use client';

import { Progress, Text } from '@mantine/core';
import type { JobList, VideoView } from '@media/sdk';
import { Disclosure } from '../disclosure';
import { Section } from '../section';
import styles from './processing.module.css';
import { processingState } from './processing-state';
import { StepList } from './step-list';
import type { Step } from './steps';
import { useNow } from './use-now';

type Props = { video: VideoView; history: JobList | undefined };

export const Processing = ({ video, history }: Props) => {
  const nowMs = useNow(true);
  const { status, progress, steps } = processingState(video, history, nowMs);
  const done = steps.filter(({ state }) => state === 'done');
  return (
    <Section
      title="Processing"
      aside={
        progress !== undefined && (
          <Text fw={650} className={styles.percent}>
            {progress}%
          </Text>
        )
      }
    >
      <Progress value={progress ?? 0} size="lg" radius="xl" animated aria-label={`Progress of ${video.title}`} />
      <p className={styles.headline} aria-live="polite">
        {headlineOf(status, steps)}
        {video.playable && <span> · Ready to watch</span>}
      </p>
      {done.length > 0 && (
        <div className={styles.done}>
          <Disclosure
            summary={
              <>
                Completed steps
                <Text span inherit fw={400} c="dimmed">{`${done.length} of ${steps.length}`}</Text>
              </>
            }
          >
            <StepList steps={done} />
          </Disclosure>
        </div>
      )}
      <div className={styles.open}>
        <StepList steps={steps.filter(({ state }) => state !== 'done')} />
      </div>
    </Section>
  );
};

const headlineOf = (status: VideoView['status'], steps: readonly Step[]): string => {
  if (status === 'queued') return 'Queued. Waiting for a free worker.';
  const current = steps.find(({ state }) => state === 'running') ?? steps.find(({ state }) => state === 'retrying');
  return current?.title ?? 'Processing';
};
