'use client';

import type { VideoView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure } from './act-on-each';

type Run = (videos: readonly VideoView[]) => Promise<readonly Failure<VideoView>[]>;

/** Runs an action on videos, and again on those that it failed for. `onDone`: it has worked for all. */
export const useRetries = (run: Run, onDone: () => void) => {
  const [failures, setFailures] = useState<readonly Failure<VideoView>[]>([]);
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: run,
    onSuccess: (failed) => {
      setFailures(failed);
      if (failed.length === 0) onDone();
    },
  });
  return {
    failures,
    isPending,
    isDone: isSuccess && failures.length === 0,
    start: mutate,
    retry: () => mutate(failures.map(({ item }) => item)),
  };
};
