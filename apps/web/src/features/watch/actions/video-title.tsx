'use client';

import { ActionIcon, Button, Group, TextInput, Title } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconPencil } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';
import styles from '../video-page.module.css';

/** The title, and its editing in place. */
export const VideoTitle = ({ video }: { video: VideoView }) => {
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing) return <TitleForm video={video} onDone={() => setIsEditing(false)} />;
  return (
    <div className={styles.titleLine}>
      <Title order={1} size="h2" className={styles.title}>
        {video.title}
      </Title>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Rename" onClick={() => setIsEditing(true)}>
        <IconPencil size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
};

const TitleForm = ({ video, onDone }: { video: VideoView; onDone: () => void }) => {
  const { showAnswer } = useLiveCache();
  const rename = useMutation({
    mutationFn: (title: string) => showAnswer(() => client.videos.rename(video.id, title)),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    rename.mutate(String(new FormData(event.currentTarget).get('title') ?? ''));
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-start">
        <TextInput
          name="title"
          aria-label="Title"
          defaultValue={video.title}
          maxLength={200}
          required
          autoFocus
          error={rename.error?.message}
          className={styles.titleInput}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={({ key }) => key === 'Escape' && onDone()}
        />
        <Button type="submit" loading={rename.isPending}>
          Save
        </Button>
        <Button variant="default" onClick={onDone}>
          Keep
        </Button>
      </Group>
    </form>
  );
};
