'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { streamAddress } from '@/addresses/video-addresses';
import styles from './embedded.module.css';
import { useEmbedded } from './use-embedded';

const Player = dynamic(() => import('../player/player').then(({ Player: loaded }) => loaded), { ssr: false });

type Props = { id: string; token: string };

/** The player alone, as large as its window, for other people's pages. The token is all the right there is. */
export const Embedded = ({ id, token }: Props) => {
  const { state, look, refuse } = useEmbedded(id, token);
  const [attempt, setAttempt] = useState(0);
  const [readySeconds, setReadySeconds] = useState<number>();
  return (
    <main className={styles.page}>
      {state === 'playable' ? (
        <Player
          key={attempt}
          src={streamAddress(id, 'hls', token)}
          poster={undefined}
          title="Video"
          totalMs={undefined}
          readySeconds={readySeconds}
          startsByItself={false}
          onReady={setReadySeconds}
          onRefused={refuse}
          onRetry={() => setAttempt(attempt + 1)}
        />
      ) : (
        <div className={styles.message} role="status">
          <p>{MESSAGES[state]}</p>
          {state === 'unreachable' && (
            <Button variant="default" onClick={look}>
              Try again
            </Button>
          )}
        </div>
      )}
    </main>
  );
};

const MESSAGES = {
  looking: '',
  preparing: 'This video is being prepared. It is here as soon as its first seconds are ready.',
  failed: 'This video could not be prepared.',
  expired: 'This link has expired. Ask whoever gave it to you for a new one.',
  gone: 'This video is no longer here.',
  unreachable: 'The video could not be loaded.',
};
