'use client';

import { Box, Image, Stack } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useCallback, useRef, useState } from 'react';
import { isUnfinished } from '@/features/video/is-unfinished';
import { Player } from './player';
import { ReadyBar } from './ready-bar';
import styles from './screen.module.css';
import { hlsPath, usePlayback } from './use-playback';

const MOST_RENEWALS = 3;

/** The player, as soon as there is something to play; until then, what is being waited for. */
export const Screen = ({ video }: { video: VideoView }) => {
  const poster = video.outputs.find(({ kind }) => kind === 'poster')?.url;
  const isStream = video.playable && (video.renditions.length > 0 || video.outputs.some(({ kind }) => kind === 'hls'));
  // Who has waited for it on this page wants to see it.
  const [hasWaited, setHasWaited] = useState(false);
  if (!isStream && isUnfinished(video) && !hasWaited) setHasWaited(true);
  if (isStream) return <Stream video={video} poster={poster} startsByItself={hasWaited} />;
  const sound = video.outputs.find(({ kind }) => kind === 'audio' || kind === 'mp4');
  return (
    <div className={styles.frame}>
      {sound && video.status === 'completed' ? (
        <Box
          component="video"
          src={sound.url}
          controls
          playsInline
          preload="metadata"
          poster={poster}
          aria-label={video.title}
          className={styles.video}
        />
      ) : (
        <Waiting video={video} poster={poster} />
      )}
    </div>
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
  if (data && !token) setToken(data.token);

  const renew = useCallback(async () => {
    renewals.current += 1;
    if (renewals.current > MOST_RENEWALS) return;
    const renewed = await refetch();
    if (renewed.data) setToken(renewed.data.token);
  }, [refetch]);

  const totalMs = video.source.durationMs;
  return (
    <Stack gap="xs">
      <div className={styles.frame}>
        {token ? (
          <Player
            key={attempt}
            src={hlsPath(video.id, token)}
            poster={poster}
            title={video.title}
            totalMs={totalMs}
            readySeconds={readySeconds}
            startsByItself={startsByItself}
            onReady={setReadySeconds}
            onRefused={renew}
            onRetry={() => setAttempt(attempt + 1)}
          />
        ) : (
          error && <p className={styles.message}>{error.message}</p>
        )}
      </div>
      {readySeconds !== undefined && <ReadyBar readySeconds={readySeconds} totalMs={totalMs} />}
    </Stack>
  );
};

const Waiting = ({ video, poster }: { video: VideoView; poster: string | undefined }) => (
  <>
    {poster && <Image src={poster} alt="" fit="contain" className={styles.poster} />}
    <p className={styles.message}>
      {isUnfinished(video) ? 'This starts as soon as its first seconds are ready.' : 'There is nothing to play.'}
    </p>
  </>
);
