'use client';

import { Alert, Box, Button, Group } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { attachHls } from './attach-hls';
import styles from './screen.module.css';
import { useGrowing } from './use-growing';

type Props = {
  src: string;
  poster: string | undefined;
  title: string;
  /** How long it will be in the end. */
  totalMs: number | undefined;
  /** How much of it is ready while it is still being made. */
  readySeconds: number | undefined;
  startsByItself: boolean;
  onReady: (seconds: number | undefined) => void;
  /** Asks for a new `src`, since this one is refused. */
  onRefused: () => void;
  /** Starts over with a new player. */
  onRetry: () => void;
};

export const Player = ({ src, poster, title, totalMs, readySeconds, startsByItself, ...listeners }: Props) => {
  const { onReady, onRefused, onRetry } = listeners;
  const video = useRef<HTMLVideoElement>(null);
  const [failure, setFailure] = useState<string>();
  // The first that is known: to be told it later is no reason to start over.
  const [totalSeconds] = useState(totalMs === undefined ? undefined : totalMs / 1000);
  const isWaitingForMore = useGrowing(video, readySeconds);

  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    return attachHls(element, { src, totalSeconds }, { onRefused, onReady, onFailed: setFailure });
  }, [src, totalSeconds, onRefused, onReady]);

  return (
    <>
      <Box
        component="video"
        ref={video}
        controls
        playsInline
        autoPlay={startsByItself}
        preload="metadata"
        poster={poster}
        aria-label={title}
        className={styles.video}
      />
      <p role="status" className={isWaitingForMore ? styles.coming : styles.nothing}>
        {isWaitingForMore && 'This is the end of what is ready. More is coming, and playing goes on by itself.'}
      </p>
      {failure && (
        <Alert color="red" className={styles.failure}>
          <Group justify="space-between">
            {failure}
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          </Group>
        </Alert>
      )}
    </>
  );
};
