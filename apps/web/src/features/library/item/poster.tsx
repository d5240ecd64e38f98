import { Image } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconAlertTriangle, IconMovie, IconMusic } from '@tabler/icons-react';
import { useState } from 'react';
import { isUnfinished } from '@/features/video/is-unfinished';
import styles from './frame.module.css';

/** The poster of a video, or an icon until there is one. The preview plays on hover and focus. */
export const Poster = ({ video, isPreviewing }: { video: VideoView; isPreviewing: boolean }) => {
  const poster = video.outputs.find(({ kind }) => kind === 'poster');
  const preview = video.outputs.find(({ kind }) => kind === 'preview');
  return (
    <>
      {poster ? (
        <Image src={poster.url} alt="" loading="lazy" fit="contain" className={styles.poster} />
      ) : (
        <span className={styles.empty}>
          <PlaceholderIcon video={video} />
        </span>
      )}
      {preview && isPreviewing && <Preview src={preview.url} />}
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

const PlaceholderIcon = ({ video }: { video: VideoView }) => {
  const { width, audioCodec } = video.source;
  if (video.status === 'failed') return <IconAlertTriangle size={32} stroke={1.5} aria-hidden />;
  if (!isUnfinished(video) && width === undefined && audioCodec)
    return <IconMusic size={32} stroke={1.5} aria-hidden />;
  return <IconMovie size={32} stroke={1.5} aria-hidden />;
};
