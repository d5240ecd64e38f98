import { Code, ScrollArea, Stack, Text } from '@mantine/core';
import { formatBytes } from '@media/core/display';
import { formatElapsed } from '@/format/format-elapsed';
import { ATTEMPT_TEXTS, hasFailed } from './attempt-status';
import { formatCpu } from './format-cpu';
import type { AttemptView } from './timeline-rows';

export const Attempt = ({ attempt }: { attempt: AttemptView }) => (
  <Stack gap={4} mb="sm">
    <Text size="sm">{summary(attempt)}</Text>
    {attempt.errorReason && <Text size="sm">{attempt.errorReason}</Text>}
    {attempt.logTail && (
      <ScrollArea.Autosize mah={240} type="auto">
        <Code block fz="xs">
          {attempt.logTail}
        </Code>
      </ScrollArea.Autosize>
    )}
  </Stack>
);

const summary = (attempt: AttemptView): string => {
  const { number, status, worker, startedAt, endedAt, errorCode, exitCode, cpuSeconds, maxRssBytes } = attempt;
  const elapsedMs = endedAt && Date.parse(endedAt) - Date.parse(startedAt);
  const facts = [
    `Attempt ${number}: ${ATTEMPT_TEXTS[status]}`,
    hasFailed(attempt) && errorCode,
    exitCode !== undefined && exitCode !== 0 && `exit code ${exitCode}`,
    elapsedMs && formatElapsed(elapsedMs),
    formatCpu(cpuSeconds),
    maxRssBytes !== undefined && `${formatBytes(maxRssBytes)} memory`,
    worker,
  ];
  return facts.filter(Boolean).join(' · ');
};
