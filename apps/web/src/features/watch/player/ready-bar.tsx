import { Progress, Stack, Text } from '@mantine/core';
import { describeReady } from './ready-range';

type Props = { readySeconds: number; totalMs: number | undefined };

export const ReadyBar = ({ readySeconds, totalMs }: Props) => {
  const { text, rest, percent } = describeReady(readySeconds, totalMs);
  return (
    <Stack gap={4}>
      {percent !== undefined && (
        <Progress.Root size="md">
          <Progress.Section value={percent} color="teal" aria-label="Ready to watch" aria-valuetext={text} />
          <Progress.Section value={100 - percent} color="gray.4" striped animated withAria={false} />
        </Progress.Root>
      )}
      <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {text}
        {rest !== undefined && (
          <Text span c="dimmed">
            {` · ${rest}`}
          </Text>
        )}
      </Text>
    </Stack>
  );
};
