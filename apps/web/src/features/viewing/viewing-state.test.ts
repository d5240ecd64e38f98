import { expect, test } from 'vitest';
import { PREPARING, VIEWING } from './viewing.fixture';
import type { ViewingAnswer } from './viewing-answer';
import { afterAnswer, nextRequestMs, type ViewingState, withNewUrls } from './viewing-state';

const PATH = '/api/videos/v1/hls/master.m3u8?token=a';
const viewing = (view = VIEWING): ViewingAnswer => ({ kind: 'viewing', viewing: view });
const refused = (status: number, code = 'ANY', retryAfterSeconds?: number): ViewingAnswer => ({
  ...{ kind: 'refused', status, code, retryAfterSeconds },
});
const UNREACHABLE: ViewingAnswer = { kind: 'unreachable' };

const after = (...answers: ViewingAnswer[]): ViewingState =>
  answers.reduce<ViewingState>(afterAnswer, { kind: 'loading' });

test('a ready video plays from this site, and later responses leave the playlist alone', () => {
  expect(after(viewing())).toMatchObject({ kind: 'shown', src: PATH, hasWaited: false });
  const later = viewing({ ...VIEWING, title: 'New title', hlsUrl: `${VIEWING.hlsUrl}2` });
  expect(after(viewing(), later)).toMatchObject({ src: PATH, viewing: { title: 'New title' }, hasWaited: false });
});

test('a video that becomes ready starts by itself, and still does after another response', () => {
  const waiting = after(viewing(PREPARING));
  expect(waiting).toMatchObject({ kind: 'shown', src: undefined, hasWaited: false });
  expect(after(viewing(PREPARING), viewing(), viewing())).toMatchObject({ src: PATH, hasWaited: true });
});

test('a refusal ends it, and says whether there was something to watch', () => {
  expect(after(refused(404))).toEqual({ kind: 'gone', wasShown: false });
  expect(after(viewing(), refused(404))).toEqual({ kind: 'gone', wasShown: true });
  expect(after(viewing(PREPARING), refused(410))).toEqual({ kind: 'gone', wasShown: true });
});

test('a server that cannot be reached, or is busy, does not stop what plays', () => {
  for (const answer of [UNREACHABLE, refused(429)]) {
    expect(after(viewing(), answer)).toMatchObject({ kind: 'shown', src: PATH });
    expect(after(answer)).toEqual({ kind: 'unreachable' });
    expect(after(answer, viewing())).toMatchObject({ kind: 'shown', src: PATH, hasWaited: false });
  }
});

test('new URLs make the player load the same path again', () => {
  expect(withNewUrls(after(viewing()), 7)).toMatchObject({ src: `${PATH}#7` });
  expect(withNewUrls(after(viewing(PREPARING)), 7)).toMatchObject({ src: undefined });
  expect(withNewUrls(after(refused(404)), 7)).toEqual({ kind: 'gone', wasShown: false });
});

test('asks twice a minute during playback, and not while it is paused or over', () => {
  expect(nextRequestMs(after(viewing()), true, 0)).toBe(30_000);
  expect(nextRequestMs(after(viewing()), false, 0)).toBeUndefined();
  expect(nextRequestMs(after(refused(404)), true, 0)).toBeUndefined();
});

test('waits longer each time for a video that is not ready or cannot be loaded, up to half a minute', () => {
  for (const state of [after(viewing(PREPARING)), after(UNREACHABLE)]) {
    const waits = Array.from({ length: 20 }, (_, count) => nextRequestMs(state, false, count) ?? 0);
    expect(waits[0]).toBe(2_000);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBe(30_000);
  }
  expect(nextRequestMs({ kind: 'loading' }, false, 0)).toBe(0);
});

const LOCKED = refused(403, 'SHARE_PASSWORD_REQUIRED');

test('a share link with a password asks for it, and says what was wrong', () => {
  expect(after(LOCKED)).toEqual({ kind: 'password', problem: undefined });
  expect(after(LOCKED, refused(403, 'SHARE_PASSWORD_WRONG'))).toEqual({ kind: 'password', problem: { kind: 'wrong' } });
  expect(after(LOCKED, refused(429, 'RATE_LIMITED', 90))).toEqual({
    kind: 'password',
    problem: { kind: 'tooMany', retryAfterSeconds: 90 },
  });
  expect(after(LOCKED, UNREACHABLE)).toEqual({ kind: 'password', problem: { kind: 'unreachable' } });
  expect(nextRequestMs(after(LOCKED), false, 0)).toBeUndefined();
});

test('the right password shows the video, and a link that ended meanwhile is gone', () => {
  expect(after(LOCKED, viewing())).toMatchObject({ kind: 'shown', src: PATH, hasWaited: false });
  expect(after(LOCKED, refused(410, 'SHARE_GONE'))).toEqual({ kind: 'gone', wasShown: false });
});
