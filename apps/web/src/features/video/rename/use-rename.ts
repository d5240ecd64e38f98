'use client';

import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '@/features/account/client';
import { fieldErrors } from '@/features/account/field-errors';
import { useLiveCache } from '../live-cache-of';
import { cleanTitle, titleProblem } from './title-problem';

export const useRename = (video: VideoView, onDone: () => void) => {
  const [title, setTitle] = useState(video.title);
  const [problem, setProblem] = useState<string>();
  const queryClient = useQueryClient();
  const { showResponse, keys } = useLiveCache();
  const rename = useMutation({
    mutationFn: (newTitle: string) => showResponse(() => client.videos.rename(video.id, newTitle)),
    onSuccess: () => {
      onDone();
      // Lists sorted by title or filtered by a search can change.
      void queryClient.invalidateQueries({ queryKey: keys.lists });
    },
  });
  const wanted = cleanTitle(title);
  return {
    title,
    problem: problem ?? fieldErrors(rename.error).title ?? rename.error?.message,
    isSaving: rename.isPending,
    /** Whether this exact title was rejected. */
    isRejected: rename.isError && rename.variables === wanted,
    edit: (text: string) => {
      setTitle(text);
      setProblem(undefined);
    },
    save: () => {
      if (rename.isPending) return;
      const found = titleProblem(title);
      setProblem(found);
      if (found) return;
      if (wanted === video.title) onDone();
      else rename.mutate(wanted);
    },
  };
};
