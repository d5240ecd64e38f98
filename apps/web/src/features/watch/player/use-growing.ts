import { type RefObject, useEffect, useState } from 'react';
import { isNearEnd, seekWithin } from './ready-part';

const EVENTS = ['waiting', 'playing', 'pause', 'seeked', 'timeupdate'];

/**
 * Keeps a player within what is ready of a video that is still being made. Whether it has come to the end of that and
 * waits for more: then it goes on by itself.
 */
export const useGrowing = (video: RefObject<HTMLVideoElement | null>, readySeconds: number | undefined): boolean => {
  const [isWaiting, setIsWaiting] = useState(false);

  useEffect(() => {
    const element = video.current;
    if (!element || readySeconds === undefined) return undefined;
    const stop = new AbortController();
    const look = () =>
      setIsWaiting(
        !element.paused &&
          element.readyState < element.HAVE_FUTURE_DATA &&
          isNearEnd(element.currentTime, readySeconds),
      );
    const stayWithin = () => {
      const within = seekWithin(element.currentTime, readySeconds);
      if (within !== element.currentTime) element.currentTime = within;
    };
    for (const event of EVENTS) element.addEventListener(event, look, { signal: stop.signal });
    element.addEventListener('seeking', stayWithin, { signal: stop.signal });
    look();
    return () => stop.abort();
  }, [video, readySeconds]);

  return isWaiting && readySeconds !== undefined;
};
