'use client';

import { Button } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import styles from '@/features/watch/screen.module.css';
import type { PlayOptions } from './play-options';
import type { Shown } from './viewing-state';

const Player = dynamic(() => import('@/features/watch/player/player').then(({ Player: loaded }) => loaded), {
  ssr: false,
});

type Props = {
  shown: Shown;
  isStuck: boolean;
  /** Asks whether the video can still be watched. */
  onCheck: () => void;
  onRenew: () => void;
  onRetry: () => void;
  options?: PlayOptions;
};

const NO_OPTIONS: PlayOptions = { startSeconds: 0, autoPlay: false, isLooping: false };

/** The player, or that the viewer has to wait for it. */
export const Stage = ({ shown: { viewing, src, hasWaited }, isStuck, options = NO_OPTIONS, ...on }: Props) => {
  const { onCheck, onRenew, onRetry } = on;
  const { title, durationMs, poster, chapters, beaconUrl } = viewing;
  const [attempt, setAttempt] = useState(0);
  const [readySeconds, setReadySeconds] = useState<number>();
  // The address of the poster expires, so later ones don't replace it.
  const [firstPoster, setFirstPoster] = useState(poster);
  if (firstPoster === null && poster !== null) setFirstPoster(poster);
  if (isStuck) return <StuckNote onRetry={onRetry} />;
  if (src === undefined)
    return (
      <div className={styles.message} role="status">
        <IconHourglass size={32} stroke={1.5} aria-hidden />
        <p>This video isn't ready yet. It starts here as soon as it can.</p>
      </div>
    );
  return (
    <Player
      key={attempt}
      src={src}
      poster={firstPoster ?? undefined}
      title={title}
      totalMs={durationMs ?? undefined}
      readySeconds={readySeconds}
      chapters={chapters}
      autoPlay={hasWaited || options.autoPlay}
      // Browsers allow no sound before the viewer has touched the page.
      isMuted={options.autoPlay}
      isLooping={options.isLooping}
      startSeconds={options.startSeconds}
      beaconUrl={beaconUrl}
      onReady={setReadySeconds}
      onUnauthorized={onRenew}
      onFailed={onCheck}
      onRetry={() => setAttempt(attempt + 1)}
    />
  );
};

const StuckNote = ({ onRetry }: { onRetry: () => void }) => (
  <div className={styles.message} role="alert">
    <p>Playback stopped because the stream couldn't be loaded.</p>
    <Button variant="default" onClick={onRetry}>
      Try again
    </Button>
  </div>
);
