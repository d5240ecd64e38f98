import { Text } from '@mantine/core';
import { clockTime, formatBytes } from '@media/core/display';
import type { VideoView } from '@media/sdk';
import { FactsLine } from '@/features/video/facts-line';
import { StatusBadge } from '@/features/video/status-badge';
import { formatAge } from '@/format/format-age';
import { VideoActions } from './actions/video-actions';
import { VideoTitle } from './actions/video-title';
import styles from './video-page.module.css';
import { VisibilityBadge } from './visibility-badge';

type Props = { video: VideoView; onReprocess: () => void };

export const VideoHeader = ({ video, onReprocess }: Props) => (
  <header className={styles.header}>
    <div className={styles.heading}>
      <VideoTitle video={video} />
      <div className={styles.meta}>
        <StatusBadge status={video.status} />
        <VisibilityBadge visibility={video.visibility} />
        <Text size="sm" c="dimmed">
          <FactsLine facts={factsOf(video)} />
        </Text>
      </div>
    </div>
    <VideoActions video={video} onReprocess={onReprocess} />
  </header>
);

const factsOf = ({ source, createdAt }: VideoView): string[] => {
  const { durationMs, width, height, sizeBytes } = source;
  return [
    durationMs !== undefined && clockTime(durationMs),
    width && height && `${width}×${height}`,
    formatBytes(sizeBytes),
    `uploaded ${formatAge(createdAt)}`,
  ].filter((fact) => typeof fact === 'string');
};
