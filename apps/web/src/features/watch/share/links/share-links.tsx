'use client';

import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { NewShareForm } from './new-share-form';
import styles from './share-links.module.css';
import { ShareRow } from './share-row';
import { useShares } from './use-shares';

/** Links that open the video whatever its visibility. */
export const ShareLinks = ({ video }: { video: VideoView }) => {
  const { data: shares, error, refetch } = useShares(video.id);
  const [isCreating, setCreating] = useState(false);
  const [createdId, setCreatedId] = useState<string>();
  const finish = (id?: string) => {
    setCreating(false);
    setCreatedId(id);
  };
  return (
    <section aria-labelledby="share-links">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div className={styles.intro}>
            <Title order={3} size="sm" id="share-links">
              Share links
            </Title>
            <Text size="sm" c="dimmed">
              Open the video without an account, even a private one, until they expire or you revoke them.
            </Text>
          </div>
          {!isCreating && (
            <Button
              variant="default"
              className={styles.new}
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setCreating(true)}
            >
              New link
            </Button>
          )}
        </Group>
        {isCreating && <NewShareForm video={video} onDone={finish} />}
        {error && (
          <Group justify="space-between">
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {error.message}
            </Text>
            <Button size="xs" variant="default" onClick={() => void refetch()}>
              Try again
            </Button>
          </Group>
        )}
        {shares && shares.length > 0 && (
          <ul className={styles.list} aria-label="Share links">
            {shares.map((share) => (
              <ShareRow key={share.id} video={video} share={share} isNew={share.id === createdId} />
            ))}
          </ul>
        )}
      </Stack>
    </section>
  );
};
