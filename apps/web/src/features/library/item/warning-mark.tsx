import type { VideoView } from '@media/sdk';
import { IconInfoCircle } from '@tabler/icons-react';
import styles from './video-item.module.css';

/**
 * A small mark for a video with warnings. The first one is its tooltip; the video's page lists all. A native tooltip, because that of the
 * component library would add 20 kB to the first load of the library.
 */
export const WarningMark = ({ warnings }: Pick<VideoView, 'warnings'>) => {
  const [first, ...others] = warnings;
  if (!first) return null;
  const label = others.length > 0 ? `${first.text} (+${others.length})` : first.text;
  return (
    <span role="img" aria-label={label} title={label} className={styles.warning}>
      <IconInfoCircle size={16} aria-hidden />
    </span>
  );
};
