'use client';

import { Box, Image } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useCallback, useRef, useState } from 'react';
import { isUnfinished } from '@/features/video/is-unfinished';
import { Player } from './player';
import styles from './screen.module.css';
import { hlsPath, usePlayback } from './use-playback';

const MOST_RENEWALS = 3;

/** The player, as soon as there is something to play; until then, what is being waited for. */
export const Screen = ({ video }: { video: VideoView }) => {
  const poster = video.outputs.find(({ kind }) => kind === 'poster')?.url;
  const isStream = video.playable && (video.renditions.length > 0 || video.outputs.some(({ kind }) => kind === 'hls'));
  if (isStream) return <Stream video={video} poster={poster} />;
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

const Stream = ({ video, poster }: { video: VideoView; poster: string | undefined }) => {
  const { data, refetch, error } = usePlayback(video.id, true);
  // A token that is renewed in the background must not restart the player: it keeps the link that it plays.
  const [token, setToken] = useState<string>();
  const renewals = useRef(0);
  const [attempt, setAttempt] = useState(0);
  if (data && !token) setToken(data.token);

  const renew = useCallback(async () => {
    renewals.current += 1;
    if (renewals.current > MOST_RENEWALS) return;
    const renewed = await refetch();
    if (renewed.data) setToken(renewed.data.token);
  }, [refetch]);

  return (
    <div className={styles.frame}>
      {token ? (
        <Player
          key={attempt}
          src={hlsPath(video.id, token)}
          poster={poster}
          title={video.title}
          onRefused={renew}
          onRetry={() => setAttempt(attempt + 1)}
        />
      ) : (
        error && <p className={styles.message}>{error.message}</p>
      )}
    </div>
  );
};

const Waiting = ({ video, poster }: { video: VideoView; poster: string | undefined }) => (
  <>
    {poster && <Image src={poster} alt="" fit="contain" className={styles.poster} />}
    <p className={styles.message}>
      {isUnfinished(video) ? 'This can be played as soon as its first seconds are ready.' : 'There is nothing to play.'}
    </p>
  </>
);
