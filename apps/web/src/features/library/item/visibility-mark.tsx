import type { VideoView } from '@media/sdk';
import { visibilityLook } from '@/features/video/visibility-look';
import styles from './video-item.module.css';

/** A small mark for a video that people without an account can watch. Private, as most are, it has none. */
export const VisibilityMark = ({ visibility }: Pick<VideoView, 'visibility'>) => {
  const look = visibilityLook(visibility);
  if (!look || visibility === 'private') return null;
  return (
    <span role="img" aria-label={look.text} title={look.text} className={styles.visibility}>
      <look.Icon size={16} aria-hidden />
    </span>
  );
};
