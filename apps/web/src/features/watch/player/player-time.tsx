import { clockTime } from '@media/core/display';
import { MediaTimeDisplay } from 'media-chrome/react';
import { type RefObject, useEffect, useState } from 'react';
import { playerTimes } from './player-times';

type Props = { video: RefObject<HTMLVideoElement | null>; totalMs: number | undefined };

/** Position and duration. media-chrome's own text rounds down, unlike the rest of the page. */
export const PlayerTime = ({ video, totalMs }: Props) => {
  const { atMs, endMs } = usePlayerTimes(video, totalMs);
  return (
    <MediaTimeDisplay showDuration noToggle>
      {clockTime(atMs)}&nbsp;/&nbsp;{clockTime(endMs)}
    </MediaTimeDisplay>
  );
};

const EVENTS = ['timeupdate', 'seeking', 'seeked', 'durationchange', 'loadedmetadata', 'emptied', 'progress'];

const usePlayerTimes = (video: Props['video'], totalMs: Props['totalMs']) => {
  const [times, setTimes] = useState(() => playerTimes(undefined, totalMs));
  useEffect(() => {
    const element = video.current;
    const read = () => setTimes(playerTimes(element ?? undefined, totalMs));
    read();
    for (const event of EVENTS) element?.addEventListener(event, read);
    return () => {
      for (const event of EVENTS) element?.removeEventListener(event, read);
    };
  }, [video, totalMs]);
  return times;
};
