import { type ActionDispatch, useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { ViewingAnswer } from './viewing-answer';
import type { ViewingSource } from './viewing-source';
import { afterAnswer, nextRequestMs, type ViewingState, withNewUrls } from './viewing-state';

/** So many within a minute don't help, so the next one fails. */
const MOST_RENEWALS = 3;
const MINUTE_MS = 60_000;

type Event = { answer: ViewingAnswer } | { renewedAt: number };

const reduce = (state: ViewingState, event: Event): ViewingState =>
  'answer' in event ? afterAnswer(state, event.answer) : withNewUrls(state, event.renewedAt);

const started = (initial: ViewingAnswer | undefined): ViewingState =>
  initial === undefined || initial.kind === 'unreachable'
    ? { kind: 'loading' }
    : afterAnswer({ kind: 'loading' }, initial);

/**
 * Follows whether and what somebody can watch: asks again until the video is ready, and regularly while it plays.
 * `initial` is the answer that the server has already got.
 */
export const useViewing = (source: ViewingSource, initial: ViewingAnswer | undefined, isPlaying: boolean) => {
  const [state, dispatch] = useReducer(reduce, initial, started);
  const [isStuck, setIsStuck] = useState(false);
  const renewals = useRef<number[]>([]);
  const check = useChecks({ source, state, isPlaying, dispatch });

  /** The player's URLs have expired, which also happens to those who pause for long. */
  const renew = useCallback(async () => {
    await check();
    const now = Math.round(performance.now());
    renewals.current = [...renewals.current.filter((at) => at > now - MINUTE_MS), now];
    if (renewals.current.length > MOST_RENEWALS) setIsStuck(true);
    else dispatch({ renewedAt: now });
  }, [check]);

  const retry = useCallback(() => {
    renewals.current = [];
    setIsStuck(false);
    void check();
  }, [check]);
  return { state, isStuck, check, renew, retry };
};

type Checks = {
  source: ViewingSource;
  state: ViewingState;
  isPlaying: boolean;
  dispatch: ActionDispatch<[Event]>;
};

/** Sends one request at a time, when the state asks for it. Returns a function that sends one now. */
const useChecks = ({ source, state, isPlaying, dispatch }: Checks): (() => Promise<void>) => {
  const [waits, setWaits] = useState(0);
  const [answeredAt, setAnsweredAt] = useState(() => performance.now());
  const running = useRef<AbortController>(undefined);

  const check = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const answer = await source.load(controller.signal);
    if (controller.signal.aborted) return;
    dispatch({ answer });
    setAnsweredAt(performance.now());
    setWaits((count) => count + 1);
  }, [source, dispatch]);

  useEffect(() => {
    const waitMs = nextRequestMs(state, isPlaying, waits);
    if (waitMs === undefined) return undefined;
    const timer = setTimeout(() => void check(), Math.max(0, answeredAt + waitMs - performance.now()));
    return () => clearTimeout(timer);
  }, [state, isPlaying, waits, answeredAt, check]);
  useEffect(() => () => running.current?.abort(), []);
  return check;
};
