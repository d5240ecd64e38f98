import { Progress } from '@mantine/core';
import { clockTime } from '@media/core/display';
import type { VideoView } from '@media/sdk';
import { isUnfinished } from '@/features/video/is-unfinished';
import styles from './frame.module.css';
import { Poster } from './poster';
import layout from './video-item.module.css';

/** The poster, with the duration and the progress bar. */
export const Frame = ({ video, isPreviewing }: { video: VideoView; isPreviewing: boolean }) => (
  <div className={layout.frame}>
    <Poster video={video} isPreviewing={isPreviewing} />
    {/* The failure message takes its place. */}
    {video.status !== 'failed' && video.source.durationMs !== undefined && (
      <span className={styles.duration}>{clockTime(video.source.durationMs)}</span>
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
);
