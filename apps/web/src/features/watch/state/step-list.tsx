import { Loader } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircle, IconCircleX, IconRefresh } from '@tabler/icons-react';
import { formatElapsed } from '@/format/format-elapsed';
import { describeFailures } from './describe-failures';
import styles from './step-list.module.css';
import type { Step } from './steps';

const MOST_WORKERS_NAMED = 3;

export const StepList = ({ steps }: { steps: readonly Step[] }) => (
  <ol className={styles.steps}>
    {steps.map((step) => (
      <StepItem key={step.kind} step={step} />
    ))}
  </ol>
);

const StepItem = ({ step }: { step: Step }) => {
  const { state, title, done, total, workers, elapsedMs, failedAttempts, errorCode } = step;
  const facts = [
    total > 1 && state !== 'done' && `${done} of ${total} completed`,
    failedAttempts > 0 && describeFailures(step),
    state === 'retrying' && 'waiting to retry',
  ].filter(Boolean);
  return (
    <li className={styles.step} data-state={state}>
      <StepIcon state={state} />
      <div>
        <div className={styles.line}>
          <span className={styles.title}>{title}</span>
          <span className={styles.elapsed}>{elapsedMs !== undefined && formatElapsed(elapsedMs)}</span>
        </div>
        {facts.length > 0 && (
          <div className={styles.facts} title={errorCode}>
            {facts.join(' · ')}
          </div>
        )}
        {workers.length > 0 && (
          <div className={styles.workers}>
            on {workers.length > MOST_WORKERS_NAMED ? `${workers.length} workers` : workers.join(', ')}
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
  done: 'Completed',
  failed: 'Failed',
  cancelled: 'Canceled',
};
