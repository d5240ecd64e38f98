import { Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { type CSSProperties, useEffect, useRef } from 'react';
import { streamUrl } from '@/urls/video-urls';
import { useStream } from '../player/use-stream';
import { usePlayback } from '../use-playback';
import styles from './poster-dialog.module.css';

type Props = { video: VideoView; atMs: number };

/** The frame of the video at a moment. */
export const FrameAt = ({ video, atMs }: Props) => {
  const { data, error } = usePlayback(video.id, true);
  const { width = 16, height = 9 } = video.source;
  return (
    <div className={styles.frame} style={{ '--shape': width / height } as CSSProperties}>
      {data && <StreamAt video={video} token={data.token} atMs={atMs} />}
      {error && <Failure text={error.message} />}
    </div>
  );
};

const StreamAt = ({ video, token, atMs }: Props & { token: string }) => {
  const element = useRef<HTMLVideoElement>(null);
  const { failure } = useStream({
    ...{ video: element, src: streamUrl(video.id, 'hls', token), totalMs: video.source.durationMs },
    ...{ startSeconds: atMs / 1_000, autoPlay: false, onReady: ignore, onUnauthorized: ignore, onFailed: ignore },
  });
  useEffect(() => {
    const shown = element.current;
    if (!shown) return undefined;
    const seek = () => {
      shown.currentTime = atMs / 1_000;
    };
    if (shown.readyState >= shown.HAVE_METADATA) seek();
    shown.addEventListener('loadedmetadata', seek);
    return () => shown.removeEventListener('loadedmetadata', seek);
  }, [atMs]);
  return (
    <>
      {/* Silent, so it needs no captions. */}
      <video ref={element} className={styles.video} muted playsInline preload="auto" aria-label="Chosen frame" />
      {failure && <Failure text={failure} />}
    </>
  );
};

const ignore = (): void => undefined;

const Failure = ({ text }: { text: string }) => (
  <Text size="sm" role="alert" className={styles.failure}>
    {text}
  </Text>
);
