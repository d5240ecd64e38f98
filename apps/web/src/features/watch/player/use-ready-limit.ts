import { type RefObject, useEffect, useState } from 'react';
import { isNearEnd, seekWithin } from './ready-range';

const EVENTS = ['waiting', 'playing', 'pause', 'seeked', 'timeupdate'];

/**
 * Keeps playback within the ready part of a video that is still being processed. Returns whether the player waits at its
 * end; it then continues by itself.
 */
export const useReadyLimit = (video: RefObject<HTMLVideoElement | null>, readySeconds: number | undefined): boolean => {
  const [isWaiting, setIsWaiting] = useState(false);

  useEffect(() => {
    const element = video.current;
    if (!element || readySeconds === undefined) return undefined;
    const stop = new AbortController();
    const update = () =>
      setIsWaiting(
        !element.paused &&
          element.readyState < element.HAVE_FUTURE_DATA &&
          isNearEnd(element.currentTime, readySeconds),
      );
    const stayWithin = () => {
      const within = seekWithin(element.currentTime, readySeconds);
      if (within !== element.currentTime) element.currentTime = within;
    };
    for (const event of EVENTS) element.addEventListener(event, update, { signal: stop.signal });
    element.addEventListener('seeking', stayWithin, { signal: stop.signal });
    update();
    return () => stop.abort();
  }, [video, readySeconds]);

  return isWaiting && readySeconds !== undefined;
};
