import { type RefObject, useEffect, useState } from 'react';

const EVENTS = ['play', 'pause', 'ended', 'emptied'];

/** Whether the video inside an element plays. */
export const usePlaying = (container: RefObject<HTMLElement | null>): boolean => {
  const [isPlaying, setIsPlaying] = useState(false);
  useEffect(() => {
    const element = container.current;
    const read = ({ target }: Event) => target instanceof HTMLVideoElement && setIsPlaying(!target.paused);
    // Media events don't bubble, but ancestors can capture them.
    for (const event of EVENTS) element?.addEventListener(event, read, true);
    return () => {
      for (const event of EVENTS) element?.removeEventListener(event, read, true);
    };
  }, [container]);
  return isPlaying;
};
