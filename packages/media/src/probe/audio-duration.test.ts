import { expect, it } from 'vitest';
import { collectAudioDuration } from './audio-duration.js';

const secondsOf = (fromSeconds: number, ...lines: string[]): number | undefined => {
  const collected = collectAudioDuration(fromSeconds);
  for (const line of lines) collected.add(line);
  return collected.seconds();
};

it('is that of all packets, without gaps between them', () => {
  expect(secondsOf(-10, '0.5,0.25,K_', '0.75,0.25,K_', '8.0,0.5,K_', '')).toBe(1);
});

it('leaves out what is never decoded: packets before the video, and those that an edit list removes', () => {
  expect(secondsOf(2, '0.5,0.25,K_', '1.75,0.5,K_', '2.25,0.5,KD', '2.75,0.5,K_')).toBe(1);
});

it('is unknown without times', () => expect(secondsOf(-10, 'N/A,N/A,K_', '1.0,N/A,K_')).toBeUndefined());
