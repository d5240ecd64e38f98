import { type RefObject, useEffect, useRef, useState } from 'react';
import { attachHls } from './attach-hls';
import { playWhenReady } from './play-when-ready';
import type { Choices, StreamControl } from './stream-control';

type StreamOptions = {
  video: RefObject<HTMLVideoElement | null>;
  /** An HLS playlist. */
  src: string;
  totalMs: number | undefined;
  startSeconds: number;
  autoPlay: boolean;
  onReady: (seconds: number | undefined) => void;
  onUnauthorized: () => void;
  onFailed: (() => void) | undefined;
};

/** Attaches the stream to the element. A new `src` attaches it again, at the same position. */
export const useStream = ({ video, src, totalMs, startSeconds, autoPlay, ...on }: StreamOptions) => {
  const { onReady, onUnauthorized, onFailed } = on;
  const [failure, setFailure] = useState<string>();
  const [choices, setChoices] = useState<Choices>();
  const [control, setControl] = useState<StreamControl>();
  // Only the initial value: a duration that becomes known later must not restart playback.
  const [totalSeconds] = useState(totalMs === undefined ? undefined : totalMs / 1000);
  const resume = useRef({ seconds: startSeconds, isPlaying: autoPlay });
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    const fail = (message: string) => {
      setFailure(message);
      onFailed?.();
    };
    const listeners = { onUnauthorized, onReady, onFailed: fail, onChoices: setChoices, onControl: setControl };
    const ended = new AbortController();
    if (resume.current.isPlaying) playWhenReady(element, ended.signal);
    const stop = attachHls(element, { src, totalSeconds, startSeconds: resume.current.seconds }, listeners);
    return () => {
      // Detaching pauses and rewinds the element.
      if (element.readyState >= element.HAVE_METADATA)
        resume.current = { seconds: element.currentTime, isPlaying: !element.paused };
      ended.abort();
      stop();
    };
  }, [video, src, totalSeconds, onUnauthorized, onReady, onFailed]);
  return { failure, choices, control };
};
