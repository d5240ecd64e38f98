// Functions that run in the page. Playwright sends the source text of each, so they share only `Scope`.

export type PlayerName = 'hls.js' | 'shaka-player' | 'dash.js';

/** A displayed frame: its time in seconds, and the number painted in it. */
export type ShownFrame = { seconds: number; number: number };

export type PlayerState = {
  /** All errors that the player reported, fatal or not. */
  errors: string[];
  /** How often playback stopped for lack of data after it had started. */
  rebuffers: number;
  seconds: number;
  durationSeconds: number;
  audioBytes: number;
};

/** Where playback ended or stalled. */
export type PlaybackResult = { ended: boolean; seconds: number; durationSeconds: number; errors: string[] };

type ShakaError = { code: number; data: unknown };

/** The globals of the page: the player APIs that we use, and our own state. */
type Scope = {
  Hls: new () => {
    destroy(): void;
    on(event: 'hlsError', handler: (event: string, data: { details: string; reason?: string }) => void): void;
    loadSource(url: string): void;
    attachMedia(video: HTMLVideoElement): void;
  };
  shaka: {
    polyfill: { installAll(): void };
    Player: new () => {
      destroy(): Promise<void>;
      attach(video: HTMLVideoElement): Promise<void>;
      load(url: string): Promise<void>;
      addEventListener(event: 'error', handler: (event: { detail: ShakaError }) => void): void;
    };
  };
  dashjs: {
    MediaPlayer(): {
      create(): {
        destroy(): void;
        on(event: 'error', handler: (event: { error: { code: number; message: string } }) => void): void;
        initialize(video: HTMLVideoElement, url: string, autoPlay: boolean): void;
      };
    };
  };
  /** The current player. */
  player: { destroy(): unknown };
  errors: string[];
  rebuffers: number;
  /** The time of the last painted frame. */
  paintedSeconds: number;
  readFrame(): ShownFrame;
  /** Returns a check that throws, with the state of the element, if that has not changed for this long. */
  createStallCheck(limitMs: number): () => void;
};

export const attach = async ({ name, url, bits }: { name: PlayerName; url: string; bits: number }): Promise<void> => {
  const scope = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement;
  const canvas = new OffscreenCanvas(bits, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  scope.errors = [];
  scope.rebuffers = 0;
  const follow = (_: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
    scope.paintedSeconds = mediaTime;
    video.requestVideoFrameCallback(follow);
  };
  video.requestVideoFrameCallback(follow);
  video.addEventListener('waiting', () => {
    if (!video.paused && !video.seeking) scope.rebuffers += 1;
  });
  scope.readFrame = () => {
    // A VideoFrame has its own timestamp. On a busy machine the element can be further than its last frame callback.
    const frame = new VideoFrame(video);
    const { displayWidth: width, displayHeight: height, timestamp } = frame;
    // Sample the middle of each block, away from its neighbors and the image below.
    let number = 0;
    for (let bit = 0; bit < bits; bit += 1) {
      const left = ((bit + 0.25) * width) / bits;
      context?.drawImage(frame, left, height / 16, width / bits / 2, height / 8, 0, 0, 1, 1);
      if ((context?.getImageData(0, 0, 1, 1).data[0] ?? 0) > 127) number += 2 ** bit;
    }
    frame.close();
    return { seconds: timestamp / 1e6, number };
  };
  scope.createStallCheck = (limitMs) => {
    let [known, since] = ['', performance.now()];
    return () => {
      const { currentTime, paused, readyState, seeking, duration, buffered } = video;
      const loaded = Array.from({ length: buffered.length }, (_, i) => `${buffered.start(i)}-${buffered.end(i)}`);
      const now = JSON.stringify({ currentTime, paused, readyState, seeking, duration, loaded, errors: scope.errors });
      if (now !== known) [known, since] = [now, performance.now()];
      if (performance.now() - since > limitMs) throw new Error(`${name} stalled: ${now}`);
    };
  };
  if (name === 'hls.js') {
    const hls = new scope.Hls();
    scope.player = hls;
    hls.on('hlsError', (_, { details, reason }) => scope.errors.push([details, reason].filter(Boolean).join(': ')));
    hls.loadSource(url);
    hls.attachMedia(video);
  } else if (name === 'shaka-player') {
    scope.shaka.polyfill.installAll();
    const player = new scope.shaka.Player();
    scope.player = player;
    const recordError = ({ code, data }: ShakaError) => scope.errors.push(`${code} ${JSON.stringify(data)}`);
    player.addEventListener('error', ({ detail }) => recordError(detail));
    await player.attach(video);
    await player.load(url).catch(recordError);
  } else {
    const player = scope.dashjs.MediaPlayer().create();
    scope.player = player;
    player.on('error', ({ error }) => scope.errors.push(`${error.code} ${error.message}`));
    player.initialize(video, url, false);
  }
};

export const untilShown = async (limitMs: number): Promise<void> => {
  const scope = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement;
  const check = scope.createStallCheck(limitMs);
  while (video.readyState < video.HAVE_CURRENT_DATA) {
    if (video.error || scope.errors.length > 3) throw new Error(`no frame was shown: ${scope.errors.join(', ')}`);
    check();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const show = async (seconds: number): Promise<ShownFrame> => {
  const scope = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement;
  video.currentTime = seconds;
  // `seeked` isn't enough: players can seek again on their own, and painting happens later.
  const isShown = () => !video.seeking && Math.abs(scope.paintedSeconds - seconds) < 0.05;
  const deadline = performance.now() + 10_000;
  while (!isShown() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  return { ...scope.readFrame(), seconds };
};

export const play = async ({ from, to }: { from: number; to: number }): Promise<ShownFrame[]> => {
  const scope = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement;
  const frames: ShownFrame[] = [];
  const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  video.currentTime = from;
  await seeked;
  const isAhead = () =>
    Array.from({ length: video.buffered.length }, (_, index) => index).some(
      (index) => video.buffered.start(index) <= from + 0.1 && video.buffered.end(index) >= to,
    );
  // Playing data that is loaded but not decoded yet fires `waiting`.
  while (!isAhead() || video.readyState < video.HAVE_FUTURE_DATA)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const capture = (): void => {
    frames.push(scope.readFrame());
    video.requestVideoFrameCallback(capture);
  };
  video.requestVideoFrameCallback(capture);
  await video.play();
  while (video.currentTime < to) await new Promise((resolve) => setTimeout(resolve, 20));
  video.pause();
  return frames;
};

export const playOut = async ({ from, limitMs }: { from: number; limitMs: number }): Promise<void> => {
  const video = document.querySelector('video') as HTMLVideoElement;
  const check = (globalThis as unknown as Scope).createStallCheck(limitMs);
  // `play` resolves only when playback starts, which never happens in a stalled player.
  const start = () => void video.play().catch(() => undefined);
  const sleep = (ms: number): Promise<unknown> => {
    check();
    return new Promise((resolve) => setTimeout(resolve, ms));
  };
  start();
  while (video.readyState < video.HAVE_FUTURE_DATA) await sleep(20);
  while (video.currentTime < from) {
    // With growing HLS, shaka-player extends the duration only as it loads, which limits how far a seek can go.
    const loaded = video.buffered.length > 0 ? video.buffered.end(video.buffered.length - 1) : 0;
    if (loaded - 0.5 > video.currentTime) video.currentTime = Math.min(from, loaded - 0.5);
    await sleep(100);
  }
  while (!video.ended) {
    // Players that attach their source late pause the element again.
    if (video.paused) start();
    await sleep(20);
  }
};

export const playUntil = async ({ seconds, limitMs }: { seconds: number; limitMs: number }): Promise<void> => {
  const video = document.querySelector('video') as HTMLVideoElement;
  const check = (globalThis as unknown as Scope).createStallCheck(limitMs);
  void video.play().catch(() => undefined);
  while (video.currentTime < seconds) {
    check();
    video.playbackRate = 4;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  video.pause();
  video.playbackRate = 1;
};

export const changeRendition = (): void => {
  type Track = { active: boolean; height: number };
  type Shaka = {
    configure(option: string, value: boolean): void;
    getVariantTracks(): Track[];
    selectVariantTrack(track: Track): void;
  };
  const { player } = globalThis as unknown as { player: Shaka };
  player.configure('abr.enabled', false);
  const other = player.getVariantTracks().find(({ active }) => !active);
  if (!other) throw new Error('There is no other rendition.');
  player.selectVariantTrack(other);
};

export const untilBuffered = async ({ seconds, limitMs }: { seconds: number; limitMs: number }): Promise<void> => {
  const video = document.querySelector('video') as HTMLVideoElement;
  const check = (globalThis as unknown as Scope).createStallCheck(limitMs);
  while (video.buffered.length === 0 || video.buffered.end(video.buffered.length - 1) < seconds) {
    check();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const playToEnd = async (stallMs: number): Promise<PlaybackResult> => {
  const { errors } = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement;
  let moved = performance.now();
  for (let before = -1; !video.ended && performance.now() - moved < stallMs; ) {
    // Players that attach their source late pause the element again and reset its speed.
    video.playbackRate = 4;
    if (video.paused) video.play().catch(() => undefined);
    if (video.currentTime !== before) moved = performance.now();
    before = video.currentTime;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { ended, currentTime: seconds, duration: durationSeconds } = video;
  return { ended, seconds, durationSeconds, errors };
};

export const unload = async (): Promise<void> => {
  const { player } = globalThis as unknown as Scope;
  await player.destroy();
  const video = document.querySelector('video') as HTMLVideoElement;
  video.replaceWith(Object.assign(document.createElement('video'), { width: video.width, height: video.height }));
};

export const state = (): PlayerState => {
  const { errors, rebuffers } = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement & { webkitAudioDecodedByteCount: number };
  const { currentTime: seconds, duration: durationSeconds, webkitAudioDecodedByteCount: audioBytes } = video;
  return { errors, rebuffers, seconds, durationSeconds, audioBytes };
};
