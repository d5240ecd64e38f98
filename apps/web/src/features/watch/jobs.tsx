'use client';

import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { JobView, VideoView } from '@media/sdk';
import { formatCpu } from '@/features/timeline/format-cpu';
import { busyMs } from '@/features/timeline/time-scale';
import { Timeline } from '@/features/timeline/timeline';
import { attemptsOf, spanOf } from '@/features/timeline/timeline-rows';
import { useRecipeTitle } from '@/features/upload/choose/use-recipes';
import { FactsLine } from '@/features/video/facts-line';
import { isUnfinished } from '@/features/video/is-unfinished';
import { statusWord } from '@/features/video/status-word';
import { formatElapsed } from '@/format/format-elapsed';
import { CopyableId } from './copyable-id';
import { Disclosure } from './disclosure';
import { jobEntries } from './job-entries';
import { JobTasks } from './job-tasks';
import { Section } from './section';
import { useNow } from './state/use-now';
import type { useJobs } from './use-jobs';

type Props = { video: VideoView; query: ReturnType<typeof useJobs> };

/** Every job of the video: its timeline, tasks and attempts. */
export const Jobs = ({ video, query }: Props) => {
  const { data: history, error, refetch, dataUpdatedAt } = query;
  // Running attempts grow between two responses, which arrive only when steps have changed.
  const nowMs = Math.max(useNow(isUnfinished(video)), dataUpdatedAt);
  return (
    <>
      {error && <LoadError message={error.message} onRetry={() => void refetch()} />}
      {history?.items.map((job, index) => (
        <Section key={job.id} title={titleOf(job, index, video)} aside={<Facts job={job} nowMs={nowMs} />}>
          <Job job={job} nowMs={nowMs} />
        </Section>
      ))}
    </>
  );
};

/** Outputs come from the published job: a canceled reprocess changed none. */
const titleOf = ({ status }: JobView, index: number, video: VideoView): string => {
  if (index > 0) return `Earlier run (${statusWord(status)})`;
  return status === 'cancelled' && video.status === 'completed' ? 'Latest run (canceled)' : 'Steps';
};

/** The rest of the page works without the steps. */
const LoadError = ({ message, onRetry }: { message: string; onRetry: () => void }) => (
  <Section title="Couldn't load the steps">
    <Group justify="space-between">
      <Text size="sm">{message}</Text>
      <Button size="xs" variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Group>
  </Section>
);

type JobProps = { job: JobView; nowMs: number };

/** CPU time only where a worker measured it. */
const Facts = ({ job, nowMs }: JobProps) => {
  const preset = useRecipeTitle(job.recipe);
  const elapsedMs = busyMs(attemptsOf(job).map(({ attempt }) => spanOf(attempt, nowMs)));
  const cpuSeconds = job.tasks
    .flatMap(({ attempts }) => attempts)
    .reduce((sum, attempt) => sum + (attempt.cpuSeconds ?? 0), 0);
  const facts = [
    `Output preset: ${preset}`,
    elapsedMs > 0 && `Processing time: ${formatElapsed(elapsedMs)}`,
    formatCpu(cpuSeconds),
  ];
  return (
    <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
      <FactsLine facts={facts.filter((fact) => typeof fact === 'string')} />
    </Text>
  );
};

const Job = ({ job, nowMs }: JobProps) => {
  const { active, others } = jobEntries(job);
  return (
    <Stack gap="md">
      <Timeline job={job} nowMs={nowMs} />
      {active.length > 0 && <JobTasks entries={active} />}
      <Disclosure summary={active.length > 0 ? 'Other tasks and job ID' : 'Tasks and job ID'}>
        <Stack gap="sm">
          {others.length > 0 && <JobTasks entries={others} />}
          <Identifier title="Job ID" name="job ID" id={job.id} />
          {job.traceId && <Identifier title="Trace ID" name="trace ID" id={job.traceId} />}
          {job.traceUrl && (
            <Anchor size="sm" href={job.traceUrl} target="_blank" rel="noreferrer">
              Open the trace of this run
            </Anchor>
          )}
        </Stack>
      </Disclosure>
    </Stack>
  );
};

const Identifier = ({ title, name, id }: { title: string; name: string; id: string }) => (
  <Group gap="xs">
    <Text size="sm" c="dimmed">
      {title}
    </Text>
    <CopyableId name={name} id={id} />
  </Group>
);
