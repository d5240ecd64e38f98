'use client';

import { Progress, Text } from '@mantine/core';
import type { JobList, VideoView } from '@media/sdk';
import { FactsLine } from '@/features/video/facts-line';
import { Disclosure } from '../disclosure';
import { Section } from '../section';
import { headlineOf } from './headline';
import { Priority } from './priority';
import styles from './processing.module.css';
import { processingState } from './processing-state';
import { StepList } from './step-list';
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
        <FactsLine facts={headlineOf({ ...video, status }, steps)} />
        {video.playable && <span className={styles.ready}> · Ready to watch</span>}
      </p>
      <Priority video={video} />
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
