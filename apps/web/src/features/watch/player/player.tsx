'use client';

import { Alert, Box, Button, Group } from '@mantine/core';
import { MediaController, MediaLoadingIndicator, MediaPlayButton } from 'media-chrome/react';
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from 'react';
import { useBeacons } from './beacons/use-beacons';
import { type Chapters, chaptersVtt } from './chapters';
import { Controls } from './controls';
import { KeyHint, useKeyHint } from './key-hint';
import styles from './player.module.css';
import { describeReady } from './ready-range';
import { useReadyLimit } from './use-ready-limit';
import { useStream } from './use-stream';
import { AUTOHIDE_SECONDS, useTouchControls } from './use-touch-controls';

type PlayerProps = {
  /** An HLS playlist. */
  src: string;
  poster: string | undefined;
  title: string;
  /** The final duration. */
  totalMs: number | undefined;
  /** How much is ready while the video is still being processed. */
  readySeconds: number | undefined;
  chapters: Chapters;
  autoPlay: boolean;
  onReady: (seconds: number | undefined) => void;
  /** The token in `src` was rejected: get a new one. */
  onUnauthorized: () => void;
  /** Remounts the player. */
  onRetry: () => void;
  /** Playback has failed, which the player shows. */
  onFailed?: () => void;
  startSeconds?: number;
  isMuted?: boolean;
  isLooping?: boolean;
  /** Where to report what is watched. */
  beaconUrl?: string | undefined;
  /** How often each part was watched, to show above the seek bar. */
  heatmap?: readonly number[] | undefined;
};

export const Player = ({ src, poster, title, totalMs, readySeconds, chapters, ...rest }: PlayerProps) => {
  const {
    autoPlay,
    onReady,
    onUnauthorized,
    onRetry,
    onFailed,
    startSeconds = 0,
    isMuted = false,
    isLooping = false,
    beaconUrl,
    heatmap,
  } = rest;
  const player = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const { failure, choices, control } = useStream({
    ...{ video, src, totalMs, startSeconds, autoPlay, onReady, onUnauthorized, onFailed },
  });
  useBeacons(video, beaconUrl, totalMs);
  const isWaitingForMore = useReadyLimit(video, readySeconds);
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
        muted={isMuted}
        loop={isLooping}
        preload="metadata"
        poster={poster}
        aria-label={title}
        tabIndex={0}
      >
        <ChapterTrack chapters={chapters} />
      </Box>
      <MediaLoadingIndicator slot="centered-chrome" className={styles.loading} noAutohide />
      <MediaPlayButton slot="centered-chrome" className={styles.bigPlay} noTooltip />
      <p {...STAYS} role="status" slot="top-chrome" className={isWaitingForMore ? styles.waiting : styles.empty}>
        {isWaitingForMore && "You've caught up with processing. Playback continues when more is ready."}
      </p>
      <KeyHint text={hint} />
      {failure && <Failure message={failure} onRetry={onRetry} />}
      <Controls {...{ player, video, choices, control, chapters, totalMs, readySeconds, heatmap }} onHint={show} />
    </MediaController>
  );
};

const ChapterTrack = ({ chapters }: { chapters: Chapters }) => {
  const [url, setUrl] = useState<string>();
  const vtt = chapters.length > 0 ? chaptersVtt(chapters) : undefined;
  useEffect(() => {
    if (vtt === undefined) return undefined;
    const created = URL.createObjectURL(new Blob([vtt], { type: 'text/vtt' }));
    setUrl(created);
    return () => URL.revokeObjectURL(created);
  }, [vtt]);
  // `default` is how media-chrome finds the track.
  return (
    vtt !== undefined && url !== undefined && <track ref={hide} kind="chapters" label="Chapters" default src={url} />
  );
};

/** Chromium would show it, and once it shows a track it also turns on captions that are added later. */
const hide = (element: HTMLTrackElement | null): void => {
  if (element) element.track.mode = 'hidden';
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

/** media-chrome: doesn't fade with the controls. */
const STAYS = { noautohide: '' };

/** Marks the ready part on the seek bar. */
const readyStyle = (readySeconds: number | undefined, totalMs: number | undefined): CSSProperties => {
  const percent = readySeconds === undefined ? undefined : describeReady(readySeconds, totalMs).percent;
  return (percent === undefined ? {} : { '--ready': `${percent}%` }) as CSSProperties;
};
