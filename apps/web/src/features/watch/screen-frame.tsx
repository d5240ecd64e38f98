import type { CSSProperties, ReactNode } from 'react';
import styles from './screen.module.css';

type Props = {
  width: number | null | undefined;
  height: number | null | undefined;
  isAudio: boolean;
  children: ReactNode;
};

/** The black frame, in the video's aspect ratio; audio needs less room. */
export const ScreenFrame = ({ width, height, isAudio, children }: Props) => {
  const shape = { '--shape': width && height ? width / height : 16 / 9 } as CSSProperties;
  return (
    <div className={styles.frame} data-kind={isAudio ? 'audio' : 'video'} style={shape}>
      {children}
    </div>
  );
};
