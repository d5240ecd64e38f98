'use client';

import { Button, Image, Stack } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconHourglass, IconMovieOff } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { type CSSProperties, useCallback, useRef, useState } from 'react';
import { streamAddress } from '@/addresses/video-addresses';
import { isUnfinished } from '@/features/video/is-unfinished';
import { ReadyBar } from './player/ready-bar';
import styles from './screen.module.css';
import { usePlayback } from './use-playback';
import { useVersion } from './use-version';

// The player and what it stands on are loaded where something is played.
const Player = dynamic(() => import('./player/player').then(({ Player: loaded }) => loaded), { ssr: false });

const MOST_RENEWALS = 3;

/** The player, as soon as there is something to play; until then, what is being waited for. */
export const Screen = ({ video }: { video: VideoView }) => {
  const poster = video.outputs.find(({ kind }) => kind === 'poster')?.url;
  // Who has waited for it on this page wants to see it.
  const [hasWaited, setHasWaited] = useState(false);
  if (!video.playable && isUnfinished(video) && !hasWaited) setHasWaited(true);
  if (video.playable) return <Stream video={video} poster={poster} startsByItself={hasWaited} />;
  return (
    <Frame video={video}>
      {poster && <Image src={poster} alt="" fit="contain" className={styles.poster} />}
      <div className={styles.message}>
        {isUnfinished(video) ? (
          <>
            <IconHourglass size={32} stroke={1.5} aria-hidden />
            <p>This starts as soon as its first seconds are ready.</p>
          </>
        ) : (
          <>
            <IconMovieOff size={32} stroke={1.5} aria-hidden />
            <p>There is nothing to play.</p>
          </>
        )}
      </div>
    </Frame>
  );
};

type StreamProps = { video: VideoView; poster: string | undefined; startsByItself: boolean };

const Stream = ({ video, poster, startsByItself }: StreamProps) => {
  const { data, refetch, error } = usePlayback(video.id, true);
  // A token that is renewed in the background must not restart the player: it keeps the link that it plays.
  const [token, setToken] = useState<string>();
  const renewals = useRef(0);
  const [attempt, setAttempt] = useState(0);
  const [readySeconds, setReadySeconds] = useState<number>();
  const { isOutdated, accept } = useVersion(video);
  if (data && !token) setToken(data.token);

  const renew = useCallback(async () => {
    renewals.current += 1;
    if (renewals.current > MOST_RENEWALS) return;
    const renewed = await refetch();
    if (renewed.data) setToken(renewed.data.token);
  }, [refetch]);

  const startOver = () => {
    accept();
    renewals.current = 0;
    setAttempt(attempt + 1);
  };
  return (
    <Stack gap="xs">
      <Frame video={video}>
        {token ? (
          <Player
            key={attempt}
            src={streamAddress(video.id, 'hls', token)}
            poster={poster}
            title={video.title}
            totalMs={video.source.durationMs}
            readySeconds={readySeconds}
            startsByItself={startsByItself}
            onReady={setReadySeconds}
            onRefused={renew}
            onRetry={startOver}
          />
        ) : (
          error && (
            <div className={styles.message} role="alert">
              <p>{error.message}</p>
              <Button variant="default" onClick={() => void refetch()}>
                Try again
              </Button>
            </div>
          )
        )}
      </Frame>
      {readySeconds !== undefined && <ReadyBar readySeconds={readySeconds} totalMs={video.source.durationMs} />}
      {isOutdated && (
        <Button variant="light" w="fit-content" onClick={startOver}>
          Play the new result
        </Button>
      )}
    </Stack>
  );
};

/** The black of the screen, in the shape of the picture. Sound has none and needs less room. */
const Frame = ({ video: { source }, children }: { video: VideoView; children: React.ReactNode }) => {
  const { width, height, durationMs } = source;
  const isSound = durationMs !== undefined && !(width && height);
  const shape = { '--shape': width && height ? width / height : 16 / 9 } as CSSProperties;
  return (
    <div className={styles.frame} data-kind={isSound ? 'sound' : 'video'} style={shape}>
      {children}
    </div>
  );
};
