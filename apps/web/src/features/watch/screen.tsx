'use client';

import { Button, Image, Stack } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconHourglass, IconMovieOff } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useVideoStatistics } from '@/features/statistics/use-statistics';
import { isUnfinished } from '@/features/video/is-unfinished';
import { streamUrl } from '@/urls/video-urls';
import { ReadyBar } from './player/ready-bar';
import styles from './screen.module.css';
import { ScreenFrame } from './screen-frame';
import { usePlayback } from './use-playback';
import { useVersion } from './use-version';

// The player and hls.js load only where something is played.
const Player = dynamic(() => import('./player/player').then(({ Player: loaded }) => loaded), { ssr: false });

const MOST_RENEWALS = 3;

/** The player, or why there is nothing to play yet. */
export const Screen = ({ video }: { video: VideoView }) => {
  const poster = video.outputs.find(({ kind }) => kind === 'poster')?.url;
  // Playback starts automatically for a user who waited for it on this page.
  const [hasWaited, setHasWaited] = useState(false);
  if (!video.playable && isUnfinished(video) && !hasWaited) setHasWaited(true);
  if (video.playable) return <Stream video={video} poster={poster} autoPlay={hasWaited} />;
  return (
    <Frame video={video}>
      {poster && <Image src={poster} alt="" fit="contain" className={styles.poster} />}
      <div className={styles.message}>
        {isUnfinished(video) ? (
          <>
            <IconHourglass size={32} stroke={1.5} aria-hidden />
            <p>Playback starts as soon as the first seconds are ready.</p>
          </>
        ) : (
          <>
            <IconMovieOff size={32} stroke={1.5} aria-hidden />
            <p>There's nothing to play.</p>
          </>
        )}
      </div>
    </Frame>
  );
};

type StreamProps = { video: VideoView; poster: string | undefined; autoPlay: boolean };

const Stream = ({ video, poster, autoPlay }: StreamProps) => {
  const { data, refetch, error } = usePlayback(video.id, true);
  // A token renewed in the background must not restart the player, so the player keeps its URL.
  const [token, setToken] = useState<string>();
  const renewals = useRef(0);
  const [attempt, setAttempt] = useState(0);
  const [readySeconds, setReadySeconds] = useState<number>();
  const { isOutdated, accept } = useVersion(video);
  const { data: statistics } = useVideoStatistics(video.id);
  if (data && !token) setToken(data.token);

  const renew = useCallback(async () => {
    renewals.current += 1;
    if (renewals.current > MOST_RENEWALS) return;
    const renewed = await refetch();
    if (renewed.data) setToken(renewed.data.token);
  }, [refetch]);

  const restart = () => {
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
            src={streamUrl(video.id, 'hls', token)}
            poster={poster}
            title={video.title}
            totalMs={video.source.durationMs}
            readySeconds={readySeconds}
            chapters={video.chapters}
            autoPlay={autoPlay}
            heatmap={statistics?.heatmap}
            onReady={setReadySeconds}
            onUnauthorized={renew}
            onRetry={restart}
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
        <Button variant="light" w="fit-content" onClick={restart}>
          Play the new version
        </Button>
      )}
    </Stack>
  );
};

const Frame = ({ video: { source }, children }: { video: VideoView; children: ReactNode }) => {
  const { width, height, durationMs } = source;
  return (
    <ScreenFrame width={width} height={height} isAudio={durationMs !== undefined && !(width && height)}>
      {children}
    </ScreenFrame>
  );
};
