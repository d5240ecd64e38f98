import { Progress, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import Link from 'next/link';
import { isUnfinished } from '@/features/video/is-unfinished';
import { StatusBadge } from '@/features/video/status-badge';
import { formatAge } from '@/format/format-age';
import { formatBytes } from '@/format/format-bytes';
import { formatDuration } from '@/format/format-duration';
import { Poster } from './poster';
import styles from './video-item.module.css';

/** A video of the library. The grid and the list differ in their styles only. */
export const VideoItem = ({ video }: { video: VideoView }) => (
  <li className={styles.item}>
    <div className={styles.frame}>
      <Poster video={video} />
      {video.source.durationMs !== undefined && (
        <span className={styles.duration}>{formatDuration(video.source.durationMs)}</span>
      )}
      {isUnfinished(video) && (
        <Progress
          value={video.progress}
          radius={0}
          size="sm"
          className={styles.progress}
          aria-label={`Progress of ${video.title}`}
        />
      )}
    </div>
    <div className={styles.heading}>
      <Text fw={600} truncate title={video.title}>
        {/* The link spans the whole card. */}
        <Link href={`/videos/${video.id}`} className={styles.link} prefetch={false}>
          {video.title}
        </Link>
      </Text>
      <Note video={video} />
    </div>
    <div className={styles.meta}>
      <StatusBadge status={video.status} />
      <span className={styles.size}>{formatBytes(video.source.sizeBytes)}</span>
      <span className={styles.age}>{formatAge(video.createdAt)}</span>
    </div>
  </li>
);

const Note = ({ video: { status, error, progress, playable } }: { video: VideoView }) => {
  if (status === 'failed' && error)
    return (
      <Text size="sm" lineClamp={2} className={styles.failure}>
        {error.message}
      </Text>
    );
  if (status === 'processing')
    return (
      <Text size="sm" c="dimmed" className={styles.numbers}>
        {progress} % {playable && '· can be played already'}
      </Text>
    );
  return null;
};
