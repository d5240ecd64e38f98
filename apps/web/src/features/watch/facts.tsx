import { Group, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { formatBytes } from '@/format/format-bytes';
import { formatDuration } from '@/format/format-duration';
import { Section } from './section';

/** What is known of the source. */
export const Facts = ({ video }: { video: VideoView }) => (
  <Section title="Source">
    <Stack gap={6} component="dl" m={0}>
      {factsOf(video).map(([name, value]) => (
        <Group key={name} justify="space-between" wrap="nowrap" gap="md">
          <Text size="sm" c="dimmed" component="dt">
            {name}
          </Text>
          <Text size="sm" component="dd" m={0} truncate title={value}>
            {value}
          </Text>
        </Group>
      ))}
    </Stack>
  </Section>
);

const factsOf = ({ source, recipe, createdAt }: VideoView): [string, string][] => {
  const { fileName, sizeBytes, durationMs, width, height, frameRate, videoCodec, audioCodec } = source;
  const codecs = [videoCodec, audioCodec].filter(Boolean).join(' + ');
  const facts: [string, string | undefined][] = [
    ['File', fileName],
    ['Size', formatBytes(sizeBytes)],
    ['Length', durationMs === undefined ? undefined : formatDuration(durationMs)],
    ['Picture', width && height ? `${width}×${height}` : undefined],
    ['Frame rate', frameRate ? `${Number(frameRate.toFixed(3))} fps` : undefined],
    ['Codecs', codecs || undefined],
    ['Recipe', recipe],
    ['Uploaded', new Date(createdAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
};
