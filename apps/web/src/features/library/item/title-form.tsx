'use client';

import { TextInput } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';
import { VIDEOS_KEY } from '@/features/video/video-queries';
import styles from './video-item.module.css';

type Props = { video: VideoView; onDone: () => void };

/** The title while it is edited: Enter and leaving the field keep what was typed, Escape does not. */
export const TitleForm = ({ video, onDone }: Props) => {
  const [title, setTitle] = useState(video.title);
  const queryClient = useQueryClient();
  const { showAnswer } = useLiveCache();
  const rename = useMutation({
    mutationFn: (newTitle: string) => showAnswer(() => client.videos.rename(video.id, newTitle)),
    onSuccess: () => {
      onDone();
      // It may belong elsewhere now, in a list by title or in one that was searched for.
      void queryClient.invalidateQueries({ queryKey: VIDEOS_KEY });
    },
  });
  const save = () => {
    if (rename.isPending) return;
    const newTitle = title.trim();
    if (newTitle === '' || newTitle === video.title) onDone();
    else rename.mutate(newTitle);
  };
  // What was refused is not sent again for looking away; Enter tries again.
  const saveUnlessRefused = () => {
    if (rename.isError && rename.variables === title.trim()) return;
    save();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // The key would clear the selection, too.
    event.stopPropagation();
    onDone();
  };
  return (
    <form onSubmit={submit} className={styles.rename}>
      <TextInput
        size="xs"
        aria-label="Title"
        value={title}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        maxLength={200}
        readOnly={rename.isPending}
        error={rename.error?.message}
        autoFocus
        onFocus={({ currentTarget }) => currentTarget.select()}
        onBlur={saveUnlessRefused}
        onKeyDown={leave}
      />
    </form>
  );
};
