'use client';

import { Alert, Box, Button, Group } from '@mantine/core';
import { MediaController, MediaLoadingIndicator, MediaPlayButton } from 'media-chrome/react';
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from 'react';
import { attachHls } from './attach-hls';
import { Controls } from './controls';
import { KeyHint, useKeyHint } from './key-hint';
import styles from './player.module.css';
import { describeReady } from './ready-part';
import type { Choices, StreamControl } from './stream-control';
import { useGrowing } from './use-growing';
import { AUTOHIDE_SECONDS, useTouchControls } from './use-touch-controls';

type PlayerProps = {
  /** An HLS playlist. */
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

export const Player = ({ src, poster, title, totalMs, readySeconds, ...rest }: PlayerProps) => {
  const { startsByItself, onReady, onRefused, onRetry } = rest;
  const player = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const { failure, choices, control } = useStream({ video, src, totalMs, onReady, onRefused });
  const isWaitingForMore = useGrowing(video, readySeconds);
  const { hint, show } = useKeyHint();
  useTouchControls(player);
  return (
    <MediaController
      ref={player as RefObject<never>}
      className={styles.player}
      style={readyStyle(readySeconds, totalMs)}
      noHotkeys
      autohide={String(AUTOHIDE_SECONDS)}
    >
      <Box
        component="video"
        ref={video}
        slot="media"
        playsInline
        autoPlay={startsByItself}
        preload="metadata"
        poster={poster}
        aria-label={title}
        tabIndex={0}
      />
      <MediaLoadingIndicator slot="centered-chrome" className={styles.loading} noAutohide />
      <MediaPlayButton slot="centered-chrome" className={styles.bigPlay} noTooltip />
      <p {...STAYS} role="status" slot="top-chrome" className={isWaitingForMore ? styles.coming : styles.nothing}>
        {isWaitingForMore && 'This is the end of what is ready. More is coming, and playing goes on by itself.'}
      </p>
      <KeyHint text={hint} />
      {failure && <Failure message={failure} onRetry={onRetry} />}
      <Controls {...{ player, video, choices, control, readySeconds }} onHint={show} />
    </MediaController>
  );
};

type StreamOptions = Pick<PlayerProps, 'src' | 'totalMs' | 'onReady' | 'onRefused'> & {
  video: RefObject<HTMLVideoElement | null>;
};

/** Plays the stream in the element, as long as both stay the same. */
const useStream = ({ video, src, totalMs, onReady, onRefused }: StreamOptions) => {
  const [failure, setFailure] = useState<string>();
  const [choices, setChoices] = useState<Choices>();
  const [control, setControl] = useState<StreamControl>();
  // The first that is known: to be told it later is no reason to start over.
  const [totalSeconds] = useState(totalMs === undefined ? undefined : totalMs / 1000);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    const listeners = { onRefused, onReady, onFailed: setFailure, onChoices: setChoices, onControl: setControl };
    return attachHls(element, { src, totalSeconds }, listeners);
  }, [video, src, totalSeconds, onRefused, onReady]);
  return { failure, choices, control };
};

const Failure = ({ message, onRetry }: { message: string; onRetry: () => void }) => (
  <Alert {...STAYS} color="red" slot="top-chrome" className={styles.failure}>
    <Group justify="space-between">
      {message}
      <Button size="xs" variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Group>
  </Alert>
);

/** An attribute of media-chrome's: it does not fade with the controls. */
const STAYS = { noautohide: '' };

/** Marks on the seek bar how far it can be watched. */
const readyStyle = (readySeconds: number | undefined, totalMs: number | undefined): CSSProperties => {
  const percent = readySeconds === undefined ? undefined : describeReady(readySeconds, totalMs).percent;
  return (percent === undefined ? {} : { '--ready': `${percent}%` }) as CSSProperties;
};
