import { Image } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconAlertTriangle, IconMovie, IconMusic } from '@tabler/icons-react';
import { isUnfinished } from '@/features/video/is-unfinished';
import styles from './video-item.module.css';

/** The picture of a video, or a sign for why there is none. */
export const Poster = ({ video }: { video: VideoView }) => {
  const poster = video.outputs.find(({ kind }) => kind === 'poster');
  if (poster) return <Image src={poster.url} alt="" loading="lazy" fit="contain" className={styles.poster} />;
  return (
    <span className={styles.empty}>
      <Sign video={video} />
    </span>
  );
};

const Sign = ({ video }: { video: VideoView }) => {
  const { width, audioCodec } = video.source;
  if (video.status === 'failed') return <IconAlertTriangle size={32} stroke={1.5} aria-hidden />;
  if (!isUnfinished(video) && width === undefined && audioCodec)
    return <IconMusic size={32} stroke={1.5} aria-hidden />;
  return <IconMovie size={32} stroke={1.5} aria-hidden />;
};
