'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { streamUrl } from '@/urls/video-urls';
import styles from './embedded.module.css';
import { useEmbedded } from './use-embedded';

const Player = dynamic(() => import('../player/player').then(({ Player: loaded }) => loaded), { ssr: false });

type Props = { id: string; token: string };

/** The player alone, filling its window, for embedding in other sites. The token grants access. */
export const Embedded = ({ id, token }: Props) => {
  const { state, check } = useEmbedded(id, token);
  const [attempt, setAttempt] = useState(0);
  const [readySeconds, setReadySeconds] = useState<number>();
  return (
    <main className={styles.page}>
      {state === 'playable' ? (
        <Player
          key={attempt}
          src={streamUrl(id, 'hls', token)}
          poster={undefined}
          title="Video"
          totalMs={undefined}
          readySeconds={readySeconds}
          chapters={NO_CHAPTERS}
          autoPlay={false}
          onReady={setReadySeconds}
          onUnauthorized={check}
          onRetry={() => setAttempt(attempt + 1)}
        />
      ) : (
        <div className={styles.message} role="status">
          <p>{MESSAGES[state]}</p>
          {state === 'unreachable' && (
            <Button variant="default" onClick={check}>
              Try again
            </Button>
          )}
        </div>
      )}
    </main>
  );
};

/** A token for playback can't read them. */
const NO_CHAPTERS: never[] = [];

const MESSAGES = {
  loading: '',
  preparing: 'This video is still being processed. You can watch it as soon as the first seconds are ready.',
  failed: "This video couldn't be processed.",
  expired: 'This link is no longer valid. Ask the person who shared it for a new one.',
  gone: 'This video is no longer available.',
  unreachable: "The video couldn't be loaded.",
};
