import type { ViewingView } from '@media/sdk';
import { pathOf } from '../../urls/path-of';
import type { ViewingAnswer } from './viewing-answer';

/** What a page for viewers shows. */
export type ViewingState =
  | { kind: 'loading' }
  | { kind: 'unreachable' }
  | { kind: 'gone'; wasShown: boolean }
  | { kind: 'password'; problem: PasswordProblem | undefined }
  | Shown;

/** Why a share link didn't accept a password. */
export type PasswordProblem =
  | { kind: 'wrong' }
  | { kind: 'tooMany'; retryAfterSeconds: number | undefined }
  | { kind: 'unreachable' };

export type Shown = {
  kind: 'shown';
  viewing: ViewingView;
  /** The playlist that is played; undefined until the video is ready. Later responses don't change it, which would restart playback. */
  src: string | undefined;
  /** Whether the viewer waited for it on this page. */
  hasWaited: boolean;
};

/** The state after a response. A server that can't be reached doesn't stop a video that is being watched. Pure. */
export const afterAnswer = (state: ViewingState, answer: ViewingAnswer): ViewingState => {
  if (answer.kind === 'viewing') return shownAfter(state, answer.viewing);
  const isSilent = answer.kind === 'unreachable' || answer.status === 429;
  if (state.kind === 'password' && isSilent) return { kind: 'password', problem: problemOf(answer) };
  // Too many requests say nothing about the video either.
  if (isSilent) return state.kind === 'shown' ? state : { kind: 'unreachable' };
  if (answer.code === 'SHARE_PASSWORD_REQUIRED') return { kind: 'password', problem: undefined };
  if (answer.code === 'SHARE_PASSWORD_WRONG') return { kind: 'password', problem: { kind: 'wrong' } };
  return { kind: 'gone', wasShown: state.kind === 'shown' };
};

const problemOf = (answer: Exclude<ViewingAnswer, { kind: 'viewing' }>): PasswordProblem =>
  answer.kind === 'unreachable'
    ? { kind: 'unreachable' }
    : { kind: 'tooMany', retryAfterSeconds: answer.retryAfterSeconds };

const shownAfter = (state: ViewingState, viewing: ViewingView): Shown => {
  const last = state.kind === 'shown' ? state : undefined;
  const src = last?.src ?? (viewing.hlsUrl === null ? undefined : pathOf(viewing.hlsUrl));
  return { kind: 'shown', viewing, src, hasWaited: last !== undefined && (last.hasWaited || last.src === undefined) };
};

/**
 * The state with a playlist whose URLs are new. The token often stays the same: the fragment, which isn't sent, makes the player load the
 * playlist again. Pure.
 */
export const withNewUrls = (state: ViewingState, at: number): ViewingState =>
  state.kind === 'shown' && state.viewing.hlsUrl !== null
    ? { ...state, src: `${pathOf(state.viewing.hlsUrl)}#${at}` }
    : state;

/** Somebody who loses access while watching is stopped within a minute. */
const PLAYING_MS = 30_000;
const FIRST_WAIT_MS = 2_000;
const LAST_WAIT_MS = 30_000;
const GROWTH = 1.5;

/** How long to wait before the next request; undefined if none is necessary. `waits`: how often in a row the page has waited. Pure. */
export const nextRequestMs = (state: ViewingState, isPlaying: boolean, waits: number): number | undefined => {
  if (state.kind === 'loading') return 0;
  if (state.kind === 'gone' || state.kind === 'password') return undefined;
  if (state.kind === 'shown' && state.src !== undefined) return isPlaying ? PLAYING_MS : undefined;
  return Math.min(LAST_WAIT_MS, Math.round(FIRST_WAIT_MS * GROWTH ** waits));
};
