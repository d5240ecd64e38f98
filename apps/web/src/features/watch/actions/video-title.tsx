'use client';

import { ActionIcon, Button, Group, Title } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { usePermission } from '@/features/organization/use-permission';
import { RenameForm } from '@/features/video/rename/rename-form';
import styles from '../video-page.module.css';

const takeFocus = (element: HTMLElement | null) => element?.focus();

export const VideoTitle = ({ video }: { video: VideoView }) => {
  const [title, setTitle] = useState<'shown' | 'edited' | 'left'>('shown');
  const canRename = usePermission('video.write');
  if (canRename && title === 'edited') return <TitleForm video={video} onDone={() => setTitle('left')} />;
  return (
    <div className={styles.titleLine}>
      <Title order={1} size="h2" className={styles.title}>
        {video.title}
      </Title>
      {canRename && (
        <ActionIcon
          // Keyboard users return to where they were before editing.
          ref={title === 'left' ? takeFocus : undefined}
          variant="subtle"
          color="gray"
          size="lg"
          // Centered on the title's first line.
          mt={-4}
          aria-label="Rename"
          onClick={() => setTitle('edited')}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
};

const TitleForm = ({ video, onDone }: { video: VideoView; onDone: () => void }) => (
  <RenameForm video={video} onDone={onDone}>
    {(field, isSaving) => (
      <Group gap="xs" align="flex-start">
        <div className={styles.titleInput}>{field}</div>
        <Group gap="xs" wrap="nowrap" ml="auto">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
        </Group>
      </Group>
    )}
  </RenameForm>
);
