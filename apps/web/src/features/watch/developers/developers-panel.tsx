'use client';

import { Anchor, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { Section } from '../section';
import { CopyField } from '../share/copy-field';
import styles from './developers-panel.module.css';
import { lastingAddresses } from './lasting-addresses';
import { SignedAddresses } from './signed-addresses';

/** What a program needs to use the video. */
export const DevelopersPanel = ({ video }: { video: VideoView }) => {
  const lasting = lastingAddresses(window.location.origin, video);
  return (
    <Stack gap="lg">
      <Section title="ID and addresses">
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {lasting.length > 0
              ? 'These stay the same, and need no account, as long as the video is unlisted or public.'
              : 'A private video has no pages that work without an account. To get some, choose Unlisted or Public under Share.'}{' '}
            The{' '}
            <Anchor href="/api/docs" underline="always">
              API reference
            </Anchor>{' '}
            describes what programs can do.
          </Text>
          <div className={styles.fields}>
            <CopyField label="Video ID" description="For the API and the SDK." value={video.id} />
            {lasting.map((address) => (
              <CopyField key={address.label} {...address} />
            ))}
          </div>
        </Stack>
      </Section>
      <SignedAddresses video={video} />
    </Stack>
  );
};
