import { IconBadgeCc } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { ChoiceMenu } from './choice-menu';
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
        <>
          <IconBadgeCc size={22} stroke={1.75} aria-hidden />
          {shown !== OFF && label}
        </>
      }
      choices={tracks.length > 0 ? [{ id: OFF, label: 'Off' }, ...tracks] : []}
      value={shown}
      onSelect={select}
      isFullScreen={isFullScreen}
    />
  );
};
