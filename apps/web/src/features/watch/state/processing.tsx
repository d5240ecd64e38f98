'use client';

import { Loader, Progress, Text } from '@mantine/core';
import type { JobList, VideoView } from '@media/sdk';
import { IconAlertTriangle, IconCheck, IconCircle, IconCircleX, IconRefresh } from '@tabler/icons-react';
import { formatTook } from '@/features/timeline/describe-bar';
import { Section } from '../section';
import { describeFailures } from './describe-failures';
import styles from './processing.module.css';
import { standingOf } from './standing-of';
import type { Step } from './steps';
import { useNow } from './use-now';

type Props = { video: VideoView; history: JobList | undefined };

/** Where the processing stands: what runs where, what is done, and what waits. */
export const Processing = ({ video, history }: Props) => {
  const nowMs = useNow(true);
  const { status, progress, steps } = standingOf(video, history, nowMs);
  const current = steps.find(({ state }) => state === 'running') ?? steps.find(({ state }) => state === 'retrying');
  const headline = status === 'queued' ? 'Waiting for a free worker' : (current?.title ?? 'Working');
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
        {headline}
        {video.playable && <span> · ready to watch</span>}
      </p>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <StepLine key={step.kind} step={step} />
        ))}
      </ol>
    </Section>
  );
};

const StepLine = ({ step }: { step: Step }) => {
  const { state, title, done, total, workers, tookMs, failedAttempts, errorCode } = step;
  const facts = [
    total > 1 && state !== 'done' && `${done} of ${total} pieces`,
    total > 1 && state === 'done' && `${total} pieces`,
    state === 'retrying' && 'will retry',
    failedAttempts > 0 && describeFailures(step),
  ].filter(Boolean);
  return (
    <li className={styles.step} data-state={state}>
      <StepIcon state={state} />
      <div>
        <div className={styles.line}>
          <span className={styles.title}>{title}</span>
          <span className={styles.took}>{tookMs !== undefined && formatTook(tookMs)}</span>
        </div>
        {facts.length > 0 && (
          <div className={styles.facts} title={errorCode}>
            {facts.join(' · ')}
          </div>
        )}
        {workers.length > 0 && (
          <div className={styles.workers}>
            on {workers.length > 3 ? `${workers.length} workers` : workers.join(', ')}
          </div>
        )}
      </div>
    </li>
  );
};

const ICONS = {
  waiting: IconCircle,
  retrying: IconRefresh,
  done: IconCheck,
  failed: IconAlertTriangle,
  cancelled: IconCircleX,
};

const StepIcon = ({ state }: { state: Step['state'] }) => {
  if (state === 'running')
    return (
      <span role="img" aria-label="Running" className={styles.icon}>
        <Loader size={18} />
      </span>
    );
  const Icon = ICONS[state];
  return <Icon size={18} stroke={2} className={styles.icon} role="img" aria-label={LABELS[state]} />;
};

const LABELS: Record<keyof typeof ICONS, string> = {
  waiting: 'Waiting',
  retrying: 'Waiting to retry',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};
