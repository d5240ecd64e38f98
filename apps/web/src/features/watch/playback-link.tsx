'use client';

import { Button, CopyButton, Text } from '@mantine/core';
import { Section } from './section';
import { hlsPath, usePlayback } from './use-playback';

/** The address of the stream, for another player. */
export const PlaybackLink = ({ id }: { id: string }) => {
  const { data } = usePlayback(id, true);
  const link = data ? `${window.location.origin}${hlsPath(id, data.token)}` : '';
  const until = data && new Date(data.expiresAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Section title="Play elsewhere">
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button fullWidth variant="default" onClick={copy} disabled={!data}>
            {copied ? 'Copied' : 'Copy playback link'}
          </Button>
        )}
      </CopyButton>
      {until && (
        <Text size="xs" c="dimmed" mt={6}>
          Anyone who has the link can watch until {until}.
        </Text>
      )}
    </Section>
  );
};
