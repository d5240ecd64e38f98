import { type RefObject, useEffect, useRef } from 'react';
import { asksForPrivacy, sendBeacon } from './send-beacon';
import { createWatchMeter } from './watch-meter';

const EVERY_MS = 20_000;

/**
 * Reports what is watched to `url`: when playback starts, every 20 seconds, and when it stops. Without one, nothing is reported
 * (docs/decisions/0067).
 */
export const useBeacons = (
  video: RefObject<HTMLVideoElement | null>,
  url: string | undefined,
  totalMs: number | undefined,
): void => {
  const isStarted = useRef(false);
  const latest = useRef({ url, totalMs });
  latest.current = { url, totalMs };
  const isCounted = url !== undefined;

  useEffect(() => {
    const element = video.current;
    if (!element || !isCounted || asksForPrivacy()) return undefined;
    const meter = createWatchMeter();
    const ended = new AbortController();
    const report = () => {
      const body = meter.take();
      if (body && latest.current.url !== undefined) sendBeacon(latest.current.url, body);
    };
    const on = (target: EventTarget, event: string, run: () => void) =>
      target.addEventListener(event, run, { signal: ended.signal });

    on(element, 'playing', () => {
      if (isStarted.current) return;
      isStarted.current = true;
      meter.start();
      report();
    });
    on(element, 'timeupdate', () => {
      if (element.seeking) return;
      meter.playTo(1_000 * element.currentTime, latest.current.totalMs);
      if (meter.isFull()) report();
    });
    on(element, 'seeking', meter.jump);
    on(element, 'emptied', meter.jump);
    on(element, 'pause', report);
    on(document, 'visibilitychange', () => document.hidden && report());
    on(window, 'pagehide', report);
    const timer = setInterval(report, EVERY_MS);
    return () => {
      clearInterval(timer);
      ended.abort();
      report();
    };
  }, [video, isCounted]);
};
