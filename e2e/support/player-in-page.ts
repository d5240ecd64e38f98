// Functions that run in the page. Playwright sends each one's source text, so they share nothing but `Scope`.

export type PlayerName = 'hls.js' | 'shaka-player' | 'dash.js';

/** A frame that reached the screen: when it is shown, in seconds of the video, and the number painted in it. */
export type ShownFrame = { seconds: number; number: number };

export type PlayerState = {
  /** All that the player complained about, fatal or not. */
  errors: string[];
  /** How often the video stood still for want of data after play had begun. */
  waits: number;
  seconds: number;
  durationSeconds: number;
  audioBytes: number;
};

/** Where playback came to rest. */
export type Reached = { ended: boolean; seconds: number; durationSeconds: number; errors: string[] };

type ShakaError = { code: number; data: unknown };

/** What a page may know of the players that it loaded, and of what we keep there. */
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
  /** The one that has loaded something. */
  player: { destroy(): unknown };
  errors: string[];
  waits: number;
  /** The time of the frame that was painted last. */
  paintedSeconds: number;
  read(): ShownFrame;
  /** Makes a check that throws, with all that is known, once the element has stood still for that long. */
  watchForStandstill(limitMs: number): () => void;
};

export const attach = async ({ name, url, bits }: { name: PlayerName; url: string; bits: number }): Promise<void> => {
  const scope = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement;
  const canvas = new OffscreenCanvas(bits, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  scope.errors = [];
  scope.waits = 0;
  const follow = (_: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
    scope.paintedSeconds = mediaTime;
    video.requestVideoFrameCallback(follow);
  };
  video.requestVideoFrameCallback(follow);
  video.addEventListener('waiting', () => {
    if (!video.paused && !video.seeking) scope.waits += 1;
  });
  scope.read = () => {
    // Bears its own time: on a busy machine the element has gone on since it told of a frame.
    const frame = new VideoFrame(video);
    const { displayWidth: width, displayHeight: height, timestamp } = frame;
    // The middle of each block: half of its width, and clear of the image below.
    let number = 0;
    for (let bit = 0; bit < bits; bit += 1) {
      const left = ((bit + 0.25) * width) / bits;
      context?.drawImage(frame, left, height / 16, width / bits / 2, height / 8, 0, 0, 1, 1);
      if ((context?.getImageData(0, 0, 1, 1).data[0] ?? 0) > 127) number += 2 ** bit;
    }
    frame.close();
    return { seconds: timestamp / 1e6, number };
  };
  scope.watchForStandstill = (limitMs) => {
    let [known, since] = ['', performance.now()];
    return () => {
      const { currentTime, paused, readyState, seeking, duration, buffered } = video;
      const loaded = Array.from({ length: buffered.length }, (_, i) => `${buffered.start(i)}-${buffered.end(i)}`);
      const now = JSON.stringify({ currentTime, paused, readyState, seeking, duration, loaded, errors: scope.errors });
      if (now !== known) [known, since] = [now, performance.now()];
      if (performance.now() - since > limitMs) throw new Error(`${name} stands still: ${now}`);
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
    const note = ({ code, data }: ShakaError) => scope.errors.push(`${code} ${JSON.stringify(data)}`);
    player.addEventListener('error', ({ detail }) => note(detail));
    await player.attach(video);
    await player.load(url).catch(note);
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
  const check = scope.watchForStandstill(limitMs);
  while (video.readyState < video.HAVE_CURRENT_DATA) {
    if (video.error || scope.errors.length > 3) throw new Error(`nothing is shown: ${scope.errors.join(', ')}`);
    check();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const show = async (seconds: number): Promise<ShownFrame> => {
  const scope = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement;
  video.currentTime = seconds;
  // `seeked` alone does not say so: players seek once more by themselves, and paint later.
  const isThere = () => !video.seeking && Math.abs(scope.paintedSeconds - seconds) < 0.05;
  const deadline = performance.now() + 10_000;
  while (!isThere() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  return { ...scope.read(), seconds };
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
  // To play what is loaded and not decoded yet counts as waiting.
  while (!isAhead() || video.readyState < video.HAVE_FUTURE_DATA)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const look = (): void => {
    frames.push(scope.read());
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  await video.play();
  while (video.currentTime < to) await new Promise((resolve) => setTimeout(resolve, 20));
  video.pause();
  return frames;
};

export const playOut = async ({ from, limitMs }: { from: number; limitMs: number }): Promise<void> => {
  const video = document.querySelector('video') as HTMLVideoElement;
  const check = (globalThis as unknown as Scope).watchForStandstill(limitMs);
  // `play` resolves only once it plays, which a player that stands still never does.
  const begin = () => void video.play().catch(() => undefined);
  const rest = (ms: number): Promise<unknown> => {
    check();
    return new Promise((resolve) => setTimeout(resolve, ms));
  };
  begin();
  while (video.readyState < video.HAVE_FUTURE_DATA) await rest(20);
  while (video.currentTime < from) {
    // Over HLS shaka-player tells the element how long a growing video is only as it loads it: no seek goes further.
    const loaded = video.buffered.length > 0 ? video.buffered.end(video.buffered.length - 1) : 0;
    if (loaded - 0.5 > video.currentTime) video.currentTime = Math.min(from, loaded - 0.5);
    await rest(100);
  }
  while (!video.ended) {
    // Players that attach their source late pause the element once more.
    if (video.paused) begin();
    await rest(20);
  }
};

export const playUntil = async ({ seconds, limitMs }: { seconds: number; limitMs: number }): Promise<void> => {
  const video = document.querySelector('video') as HTMLVideoElement;
  const check = (globalThis as unknown as Scope).watchForStandstill(limitMs);
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
  const check = (globalThis as unknown as Scope).watchForStandstill(limitMs);
  while (video.buffered.length === 0 || video.buffered.end(video.buffered.length - 1) < seconds) {
    check();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const reachEnd = async (stillMs: number): Promise<Reached> => {
  const { errors } = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement;
  let moved = performance.now();
  for (let before = -1; !video.ended && performance.now() - moved < stillMs; ) {
    // Players that attach their source later pause the element once more, and set its speed back.
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
  const { errors, waits } = globalThis as unknown as Scope;
  const video = document.querySelector('video') as HTMLVideoElement & { webkitAudioDecodedByteCount: number };
  const { currentTime: seconds, duration: durationSeconds, webkitAudioDecodedByteCount: audioBytes } = video;
  return { errors, waits, seconds, durationSeconds, audioBytes };
};
