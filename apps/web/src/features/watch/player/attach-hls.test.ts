import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { attachHls } from './attach-hls';

/** A media element without a browser: the properties and events that a native player uses. */
class Element extends EventTarget {
  src = '';
  currentTime = 0;
  duration = Number.NaN;
  readySeconds: number | undefined;
  loads = 0;

  canPlayType = (type: string): string => (type === 'application/vnd.apple.mpegurl' ? 'maybe' : '');
  get seekable() {
    const end = this.readySeconds;
    return { length: end === undefined ? 0 : 1, end: () => end };
  }
  removeAttribute(name: string): void {
    if (name === 'src') this.src = '';
  }
  load(): void {
    this.loads += 1;
  }
  emit(event: string): void {
    this.dispatchEvent(new Event(event));
  }
}

const PLAYLIST = '/api/videos/v1/hls/master.m3u8?token=a';
const listeners = {
  onUnauthorized: vi.fn(),
  onFailed: vi.fn(),
  onReady: vi.fn(),
  onChoices: vi.fn(),
  onControl: vi.fn(),
};

const attach = (element: Element, startSeconds = 0, src = PLAYLIST) =>
  attachHls(element as unknown as HTMLVideoElement, { src, totalSeconds: 20, startSeconds }, listeners);

beforeEach(() => vi.stubGlobal('navigator', { vendor: 'Apple Computer, Inc.' }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test("Safari's own player gets the playlist and begins where it should", () => {
  const element = new Element();
  attach(element, 7);
  expect([element.src, element.currentTime]).toEqual([PLAYLIST, 0]);
  element.emit('loadedmetadata');
  expect(element.currentTime).toBe(7);
  // Seeking is the user's from then on.
  element.currentTime = 3;
  element.emit('loadedmetadata');
  expect(element.currentTime).toBe(3);
});

test('a failed request asks for new addresses once, because the player tells no status', () => {
  const element = new Element();
  attach(element);
  element.emit('error');
  element.emit('error');
  expect(listeners.onUnauthorized).toHaveBeenCalledTimes(1);
});

test('with new addresses it loads again, at the position of before, and can ask once more', () => {
  const element = new Element();
  attach(element)();
  expect([element.src, element.loads]).toEqual(['', 1]);
  attach(element, 12, `${PLAYLIST}#7`);
  element.emit('loadedmetadata');
  element.emit('error');
  expect([element.src, element.currentTime]).toEqual([`${PLAYLIST}#7`, 12]);
  expect(listeners.onUnauthorized).toHaveBeenCalledTimes(1);
});

test('a growing video reports how much is ready, and a complete one nothing', () => {
  const element = new Element();
  attach(element);
  Object.assign(element, { duration: Number.POSITIVE_INFINITY, readySeconds: 8 });
  element.emit('progress');
  Object.assign(element, { duration: 20, readySeconds: 20 });
  element.emit('durationchange');
  expect(listeners.onReady.mock.calls).toEqual([[8], [undefined]]);
});

test('a player that is detached reacts to nothing any more', () => {
  const element = new Element();
  attach(element, 7)();
  for (const event of ['loadedmetadata', 'error', 'timeupdate']) element.emit(event);
  expect(element.currentTime).toBe(0);
  expect(listeners.onUnauthorized).not.toHaveBeenCalled();
  expect(listeners.onReady).not.toHaveBeenCalled();
});
