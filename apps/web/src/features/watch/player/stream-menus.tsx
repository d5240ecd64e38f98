import { type RefObject, useEffect, useState } from 'react';
import { ChoiceMenu } from './choice-menu';
import { SPEEDS } from './shortcuts';
import { AUTO, type Choice, type Choices, type StreamControl } from './stream-control';

type Props = {
  video: RefObject<HTMLVideoElement | null>;
  choices: Choices | undefined;
  control: StreamControl | undefined;
  isFullScreen: boolean;
};

const speedLabel = (speed: number): string => `${speed}×`;
const SPEED_CHOICES: Choice[] = SPEEDS.map((speed) => ({ id: String(speed), label: speedLabel(speed) }));

/** Menus for audio, speed and quality. */
export const StreamMenus = ({ video, choices, control, isFullScreen }: Props) => {
  const speed = useSpeed(video);
  const { qualities = [], audioTracks = [] } = choices ?? {};
  const labelOf = (of: readonly Choice[], id: string | undefined) => of.find((choice) => choice.id === id)?.label;
  const shown = labelOf(qualities, choices?.shownQuality);
  const isAutomatic = choices?.quality === AUTO;
  const automatic = { id: AUTO, label: isAutomatic && shown ? `Auto (${shown})` : 'Auto' };
  return (
    <>
      <ChoiceMenu
        name="Audio"
        shown={labelOf(audioTracks, choices?.audioTrack) ?? 'Audio'}
        choices={audioTracks}
        value={choices?.audioTrack}
        onSelect={(id) => control?.selectAudio(id)}
        isFullScreen={isFullScreen}
      />
      <ChoiceMenu
        name="Speed"
        shown={speedLabel(speed)}
        choices={SPEED_CHOICES}
        value={String(speed)}
        onSelect={(id) => {
          if (video.current) video.current.playbackRate = Number(id);
        }}
        isFullScreen={isFullScreen}
      />
      <ChoiceMenu
        name="Quality"
        shown={isAutomatic ? 'Auto' : (labelOf(qualities, choices?.quality) ?? 'Quality')}
        choices={qualities.length > 1 ? [automatic, ...qualities] : []}
        value={choices?.quality}
        onSelect={(id) => control?.selectQuality(id)}
        isFullScreen={isFullScreen}
      />
    </>
  );
};

/** Follows the element, because keyboard shortcuts also change the speed. */
const useSpeed = (video: RefObject<HTMLVideoElement | null>): number => {
  const [speed, setSpeed] = useState(1);
  useEffect(() => {
    const element = video.current;
    const read = () => element && setSpeed(element.playbackRate);
    element?.addEventListener('ratechange', read);
    return () => element?.removeEventListener('ratechange', read);
  }, [video]);
  return speed;
};
