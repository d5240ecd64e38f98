'use client';

import { Card, Group, Image, Progress, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import Link from 'next/link';
import { isUnfinished } from '@/features/video/is-unfinished';
import { StatusBadge } from '@/features/video/status-badge';
import { formatAge } from '@/format/format-age';
import { formatBytes } from '@/format/format-bytes';
import { formatDuration } from '@/format/format-duration';
import styles from './video-card.module.css';

export const VideoCard = ({ video }: { video: VideoView }) => (
  <Card withBorder padding="sm" component="li" className={styles.card}>
    <Card.Section className={styles.frame}>
      <Poster video={video} />
      {video.source.durationMs !== undefined && (
        <span className={styles.duration}>{formatDuration(video.source.durationMs)}</span>
      )}
    </Card.Section>
    {isUnfinished(video) && (
      <Card.Section>
        <Progress value={video.progress} radius={0} size="sm" aria-label={`Progress of ${video.title}`} />
      </Card.Section>
    )}
    <Group justify="space-between" wrap="nowrap" mt="sm" gap="xs">
      <Text fw={600} truncate title={video.title}>
        {/* The link spans the whole card. */}
        <Link href={`/videos/${video.id}`} className={styles.link}>
          {video.title}
        </Link>
      </Text>
      <StatusBadge status={video.status} />
    </Group>
    <Text size="sm" c="dimmed" truncate className={styles.line}>
      {secondLine(video)}
    </Text>
  </Card>
);

const Poster = ({ video }: { video: VideoView }) => {
  const poster = video.outputs.find(({ kind }) => kind === 'poster');
  if (poster) return <Image src={poster.url} alt="" loading="lazy" fit="contain" className={styles.poster} />;
  return <span className={styles.empty}>{isUnfinished(video) ? `${video.progress} %` : 'No picture'}</span>;
};

const secondLine = (video: VideoView): string => {
  if (video.status === 'failed' && video.error) return video.error.message;
  if (video.status === 'processing')
    return `${video.progress} % · ${video.playable ? 'can be played already' : 'being processed'}`;
  return `${formatBytes(video.source.sizeBytes)} · ${formatAge(video.createdAt)}`;
};
