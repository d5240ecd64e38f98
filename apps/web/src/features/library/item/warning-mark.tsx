import { Tooltip } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconInfoCircle } from '@tabler/icons-react';
import styles from './video-item.module.css';

/** A small mark for a video with warnings. The first one is its tooltip; the video's page lists all. */
export const WarningMark = ({ warnings }: Pick<VideoView, 'warnings'>) => {
  const [first, ...others] = warnings;
  if (!first) return null;
  const label = others.length > 0 ? `${first.text} (+${others.length})` : first.text;
  return (
    <Tooltip label={label} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <span role="img" aria-label={label} className={styles.warning}>
        <IconInfoCircle size={16} aria-hidden />
      </span>
    </Tooltip>
  );
};
