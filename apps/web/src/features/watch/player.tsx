'use client';

import { Alert, Box, Button, Group } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { attachHls } from './attach-hls';
import styles from './screen.module.css';

type Props = {
  src: string;
  poster: string | undefined;
  title: string;
  /** Asks for a new `src`, since this one is refused. */
  onRefused: () => void;
  /** Starts over with a new player. */
  onRetry: () => void;
};

export const Player = ({ src, poster, title, onRefused, onRetry }: Props) => {
  const video = useRef<HTMLVideoElement>(null);
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    return attachHls(element, src, { onRefused, onFailed: setFailure });
  }, [src, onRefused]);

  return (
    <>
      <Box
        component="video"
        ref={video}
        controls
        playsInline
        preload="metadata"
        poster={poster}
        aria-label={title}
        className={styles.video}
      />
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
