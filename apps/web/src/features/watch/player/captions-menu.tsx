import { IconBadgeCc, IconBadgeCcFilled } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { ChoiceMenu } from './choice-menu';
import styles from './player.module.css';
import { OFF, useCaptions } from './use-captions';

type Props = { video: RefObject<HTMLVideoElement | null>; isFullScreen: boolean };

/** Renders nothing without text tracks. */
export const CaptionsMenu = ({ video, isFullScreen }: Props) => {
  const { tracks, shown, select } = useCaptions(video);
  const label = tracks.find(({ id }) => id === shown)?.label ?? 'Off';
  return (
    <ChoiceMenu
      name="Captions"
      shown={label}
      button={
        shown === OFF ? (
          <IconBadgeCc size={22} stroke={1.75} aria-hidden />
        ) : (
          <>
            <IconBadgeCcFilled size={22} aria-hidden />
            <span className={styles.language}>{label}</span>
          </>
        )
      }
      choices={tracks.length > 0 ? [{ id: OFF, label: 'Off' }, ...tracks] : []}
      value={shown}
      onSelect={select}
      isFullScreen={isFullScreen}
    />
  );
};
