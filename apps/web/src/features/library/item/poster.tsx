import { Image } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconAlertTriangle, IconMovie, IconMusic } from '@tabler/icons-react';
import { useState } from 'react';
import { isUnfinished } from '@/features/video/is-unfinished';
import styles from './frame.module.css';

/** The picture of a video, or a sign for why there is none; its preview plays above it while it is pointed at. */
export const Poster = ({ video, isPointedAt }: { video: VideoView; isPointedAt: boolean }) => {
  const poster = video.outputs.find(({ kind }) => kind === 'poster');
  const preview = video.outputs.find(({ kind }) => kind === 'preview');
  return (
    <>
      {poster ? (
        <Image src={poster.url} alt="" loading="lazy" fit="contain" className={styles.poster} />
      ) : (
        <span className={styles.empty}>
          <Sign video={video} />
        </span>
      )}
      {preview && isPointedAt && <Preview src={preview.url} />}
    </>
  );
};

const Preview = ({ src }: { src: string }) => {
  const [isPlaying, setIsPlaying] = useState(false);
  return (
    <video
      src={src}
      autoPlay
      muted
      loop
      playsInline
      aria-hidden
      data-playing={isPlaying || undefined}
      className={styles.preview}
      onPlaying={() => setIsPlaying(true)}
    />
  );
};

const Sign = ({ video }: { video: VideoView }) => {
  const { width, audioCodec } = video.source;
  if (video.status === 'failed') return <IconAlertTriangle size={32} stroke={1.5} aria-hidden />;
  if (!isUnfinished(video) && width === undefined && audioCodec)
    return <IconMusic size={32} stroke={1.5} aria-hidden />;
  return <IconMovie size={32} stroke={1.5} aria-hidden />;
};
