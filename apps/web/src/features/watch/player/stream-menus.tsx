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

/** What can be chosen while it plays: sound, speed and quality. */
export const StreamMenus = ({ video, choices, control, isFullScreen }: Props) => {
  const speed = useSpeed(video);
  const { qualities = [], sounds = [] } = choices ?? {};
  const labelOf = (of: readonly Choice[], id: string | undefined) => of.find((choice) => choice.id === id)?.label;
  const shown = labelOf(qualities, choices?.shownQuality);
  const isAutomatic = choices?.quality === AUTO;
  const automatic = { id: AUTO, label: isAutomatic && shown ? `Auto (${shown})` : 'Auto' };
  return (
    <>
      <ChoiceMenu
        name="Sound"
        shown={labelOf(sounds, choices?.sound) ?? 'Sound'}
        choices={sounds}
        value={choices?.sound}
        onPick={(id) => control?.pickSound(id)}
        isFullScreen={isFullScreen}
      />
      <ChoiceMenu
        name="Speed"
        shown={speedLabel(speed)}
        choices={SPEED_CHOICES}
        value={String(speed)}
        onPick={(id) => {
          if (video.current) video.current.playbackRate = Number(id);
        }}
        isFullScreen={isFullScreen}
      />
      <ChoiceMenu
        name="Quality"
        shown={isAutomatic ? 'Auto' : (labelOf(qualities, choices?.quality) ?? 'Quality')}
        choices={qualities.length > 1 ? [automatic, ...qualities] : []}
        value={choices?.quality}
        onPick={(id) => control?.pickQuality(id)}
        isFullScreen={isFullScreen}
      />
    </>
  );
};

/** The speed of playback, also when a key has changed it. */
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
