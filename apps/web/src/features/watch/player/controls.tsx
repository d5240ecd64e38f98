import { UnstyledButton } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import {
  MediaControlBar,
  MediaFullscreenButton,
  MediaMuteButton,
  MediaPipButton,
  MediaPlayButton,
  MediaVolumeRange,
} from 'media-chrome/react';
import { type RefObject, useEffect, useState } from 'react';
import { HeatLine } from '@/features/statistics/heat-line';
import { CaptionsMenu } from './captions-menu';
import { ChapterMenu } from './chapter-menu';
import type { Chapters } from './chapters';
import styles from './player.module.css';
import { PlayerTime } from './player-time';
import { SeekBar } from './seek-bar';
import { ShortcutsHelp } from './shortcuts-help';
import type { Choices, StreamControl } from './stream-control';
import { StreamMenus } from './stream-menus';
import { useShortcuts } from './use-shortcuts';

type Props = {
  player: RefObject<HTMLElement | null>;
  video: RefObject<HTMLVideoElement | null>;
  choices: Choices | undefined;
  control: StreamControl | undefined;
  chapters: Chapters;
  /** The final duration. */
  totalMs: number | undefined;
  readySeconds: number | undefined;
  heatmap: readonly number[] | undefined;
  /** Shows briefly what a key did. */
  onHint: (text: string) => void;
};

/** The control bar and the keyboard shortcuts. */
export const Controls = ({ player, video, choices, control, chapters, totalMs, ...rest }: Props) => {
  const { readySeconds, heatmap, onHint } = rest;
  const isFullScreen = useIsFullScreen(player);
  const [isHelping, help] = useDisclosure();
  const [onWholePage, setOnWholePage] = useLocalStorage({ key: 'media.keysOnWholePage', defaultValue: true });
  useShortcuts({ player, video, onWholePage, onHelp: help.open, onHint });
  return (
    <div className={styles.controls}>
      <div className={styles.seek}>
        {heatmap && <HeatLine heatmap={heatmap} className={styles.heat} />}
        <SeekBar control={control} readySeconds={readySeconds} />
      </div>
      <MediaControlBar className={styles.bar}>
        <MediaPlayButton />
        <MediaMuteButton />
        <MediaVolumeRange className={styles.volume} />
        <PlayerTime video={video} totalMs={totalMs} />
        <span className={styles.spacer} />
        <ChapterMenu video={video} chapters={chapters} isFullScreen={isFullScreen} />
        <CaptionsMenu video={video} isFullScreen={isFullScreen} />
        <StreamMenus video={video} choices={choices} control={control} isFullScreen={isFullScreen} />
        <UnstyledButton className={styles.help} aria-label="Keyboard shortcuts" onClick={help.open}>
          <IconKeyboard size={22} stroke={1.75} />
        </UnstyledButton>
        <MediaPipButton className={styles.pictureInPicture} />
        <MediaFullscreenButton />
      </MediaControlBar>
      <ShortcutsHelp
        isOpen={isHelping}
        onClose={help.close}
        onWholePage={onWholePage}
        onWholePageChange={setOnWholePage}
        isFullScreen={isFullScreen}
      />
    </div>
  );
};

const useIsFullScreen = (player: RefObject<HTMLElement | null>): boolean => {
  const [isFullScreen, setIsFullScreen] = useState(false);
  useEffect(() => {
    const read = () =>
      setIsFullScreen(document.fullscreenElement !== null && document.fullscreenElement === player.current);
    document.addEventListener('fullscreenchange', read);
    return () => document.removeEventListener('fullscreenchange', read);
  }, [player]);
  return isFullScreen;
};
