import { type AudioStream, type TimeGap, watchGaps } from '@media/core';

export const withGaps = (audio: AudioStream, gaps: TimeGap[] = []): AudioStream => ({
  ...audio,
  ...(gaps.length > 0 && { gaps }),
});

/** Finds the gaps of audio tracks whose packets are read together. */
export const watchAudioGaps = (audios: readonly AudioStream[]) => {
  const tracks = new Map(audios.map(({ streamIndex }) => [streamIndex, watchGaps()]));
  return {
    add: (streamIndex: number, seconds: number): void => tracks.get(streamIndex)?.add(seconds),
    audios: (): AudioStream[] => audios.map((audio) => withGaps(audio, tracks.get(audio.streamIndex)?.gaps())),
  };
};
