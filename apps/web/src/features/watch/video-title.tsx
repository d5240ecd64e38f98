'use client';

import { Button, Group, TextInput, Title } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '@/features/account/client';
import { StatusBadge } from '@/features/video/status-badge';
import { changeCachedVideo } from '@/features/video/video-queries';

/** The title, and its editing. */
export const VideoTitle = ({ video }: { video: VideoView }) => {
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing) return <TitleForm video={video} onDone={() => setIsEditing(false)} />;
  return (
    <Group gap="sm" style={{ flex: 1, minWidth: 0 }}>
      <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
        {video.title}
      </Title>
      <StatusBadge status={video.status} />
      <Button size="compact-sm" variant="subtle" onClick={() => setIsEditing(true)}>
        Rename
      </Button>
    </Group>
  );
};

const TitleForm = ({ video, onDone }: { video: VideoView; onDone: () => void }) => {
  const queryClient = useQueryClient();
  const rename = useMutation({
    mutationFn: (title: string) => client.videos.rename(video.id, title),
    onSuccess: (renamed) => {
      changeCachedVideo(queryClient, video.id, () => renamed);
      onDone();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    rename.mutate(String(new FormData(event.currentTarget).get('title') ?? ''));
  };
  return (
    <form onSubmit={submit} style={{ flex: 1 }}>
      <Group gap="xs" align="flex-start">
        <TextInput
          name="title"
          aria-label="Title"
          defaultValue={video.title}
          maxLength={200}
          required
          autoFocus
          error={rename.error?.message}
          style={{ flex: 1, minWidth: 200 }}
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
