'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { formatBytes } from '@/format/format-bytes';
import { Section } from './section';
import { downloadPath, usePlayback } from './use-playback';

const LABELS: Partial<Record<VideoView['outputs'][number]['kind'], string>> = {
  mp4: 'Video',
  audio: 'Sound',
  poster: 'Picture',
};

/** Files to keep. Streams are not among them: they are played. */
export const Downloads = ({ video }: { video: VideoView }) => {
  const files = video.outputs.filter(({ kind }) => LABELS[kind] !== undefined);
  const { data: playback } = usePlayback(video.id, files.length > 0);
  if (files.length === 0) return null;
  return (
    <Section title="Downloads">
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {files.map(({ id, kind, name, sizeBytes }) => (
          <Group key={id} justify="space-between" wrap="nowrap" component="li">
            <Text size="sm" truncate title={name}>
              {name}
              <Text span size="xs" c="dimmed" display="block">
                {[LABELS[kind], sizeBytes !== undefined && formatBytes(sizeBytes)].filter(Boolean).join(' · ')}
              </Text>
            </Text>
            <Button
              component="a"
              href={playback && downloadPath(video.id, id, playback.token)}
              download
              size="xs"
              variant="light"
              disabled={!playback}
              style={{ flexShrink: 0 }}
              aria-label={`Download ${name}`}
            >
              Download
            </Button>
          </Group>
        ))}
      </Stack>
    </Section>
  );
};
