import type { Page } from 'playwright-core';

/** An audio track as a player's menu lists it. */
export type AudioTrack = { language: string; label: string; isOn: boolean };

/** Each of the three players has its own API to list and select audio tracks. */
type HlsTrack = { id: number; name: string; lang?: string };
type ShakaTrack = { language: string; label: string | null; active: boolean };
type DashTrack = { id: string | null; lang: string | null; labels: { text: string }[] };
type Scope = {
  player: {
    audioTracks?: HlsTrack[];
    audioTrack?: number;
    getAudioTracks?(): ShakaTrack[];
    selectAudioTrack?(track: ShakaTrack): void;
    getTracksFor?(type: 'audio'): DashTrack[];
    getCurrentTrackFor?(type: 'audio'): DashTrack | null;
    setCurrentTrack?(track: DashTrack): void;
  };
  analyzer: AnalyserNode;
};

const list = (): AudioTrack[] => {
  const { player } = globalThis as unknown as Scope;
  if (player.audioTracks)
    return player.audioTracks.map(({ id, name, lang = '' }) => ({
      ...{ language: lang, label: name, isOn: id === player.audioTrack },
    }));
  if (player.getAudioTracks)
    return player.getAudioTracks().map(({ language, label, active }) => ({
      ...{ language, label: label ?? '', isOn: active },
    }));
  const current = player.getCurrentTrackFor?.('audio');
  return (player.getTracksFor?.('audio') ?? []).map(({ lang, labels }) => ({
    ...{ language: lang ?? '', label: labels[0]?.text ?? '', isOn: lang === current?.lang },
  }));
};

const choose = (language: string): void => {
  const { player } = globalThis as unknown as Scope;
  const track = player.audioTracks?.find(({ lang }) => lang === language);
  if (track) player.audioTrack = track.id;
  const shaka = player.getAudioTracks?.().find((one) => one.language === language);
  if (shaka) player.selectAudioTrack?.(shaka);
  const dash = player.getTracksFor?.('audio').find(({ lang }) => lang === language);
  if (dash) player.setCurrentTrack?.(dash);
};

/** Routes the audio of the video through an analyzer, so that tests measure what listeners hear. */
const startAnalyzer = async (): Promise<void> => {
  const context = new AudioContext();
  const analyzer = new AnalyserNode(context, { fftSize: 8_192, smoothingTimeConstant: 0 });
  const video = document.querySelector('video') as HTMLVideoElement;
  context.createMediaElementSource(video).connect(analyzer).connect(context.destination);
  (globalThis as unknown as Scope).analyzer = analyzer;
  await context.resume();
};

/** Waits up to 10 s until this tone is the loudest. Returns the loudest frequency, with a resolution of about 6 Hz. */
const waitForTone = async (hertz: number): Promise<number> => {
  const { analyzer } = globalThis as unknown as Scope;
  const levels = new Float32Array(analyzer.frequencyBinCount);
  const binHertz = analyzer.context.sampleRate / analyzer.fftSize;
  const deadline = performance.now() + 10_000;
  for (;;) {
    analyzer.getFloatFrequencyData(levels);
    const loudest = levels.reduce((best, level, bin) => (level > (levels[best] ?? 0) ? bin : best), 0) * binHertz;
    if (Math.abs(loudest - hertz) < 1.5 * binHertz || performance.now() > deadline) return loudest;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const playTo = async (seconds: number): Promise<void> => {
  const video = document.querySelector('video') as HTMLVideoElement;
  while (video.currentTime < seconds && !video.ended) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** Controls the audio tracks of a player that has loaded a video. */
export const audioTracksOf = (page: Page) => ({
  list: () => page.evaluate(list),
  choose: (language: string) => page.evaluate(choose, language),
  startAnalyzer: () => page.evaluate(startAnalyzer),
  waitForTone: (hertz: number) => page.evaluate(waitForTone, hertz),
  playFrom: (seconds: number) =>
    page.locator('video').evaluate(async (video: HTMLVideoElement, from) => {
      video.currentTime = from;
      await video.play();
    }, seconds),
  playTo: (seconds: number) => page.evaluate(playTo, seconds),
});
