import { expect, it } from 'vitest';
import { collectAudioDuration } from './audio-duration.js';

const secondsOf = (fromSeconds: number, ...lines: string[]): number | undefined => {
  const collected = collectAudioDuration(fromSeconds);
  for (const line of lines) collected.add(line);
  return collected.seconds();
};

it('is that of all packets, without gaps between them', () => {
  expect(secondsOf(-10, '0.5,0.25,99,K_', '0.75,0.25,99,K_', '8.0,0.5,99,K_', '')).toBe(1);
});

it('leaves out what is never decoded: packets before the video, and those that an edit list removes', () => {
  expect(secondsOf(2, '0.5,0.25,99,K_', '1.75,0.5,99,K_', '2.25,0.5,99,KD', '2.75,0.5,99,K_')).toBe(1);
});

it('is unknown without times', () => expect(secondsOf(-10, 'N/A,N/A,99,K_', '1.0,N/A,99,K_')).toBeUndefined());

it('knows a last packet that is only padding of the container, unless more than that is missing', () => {
  const lacksOnlyPadding = (lastBytes: number, decodedSeconds: number): boolean => {
    const collected = collectAudioDuration(0);
    for (const line of ['0,0.25,99,K_', '0.25,0.25,99,K_', `0.5,0.25,${lastBytes},K_`]) collected.add(line);
    return collected.lacksOnlyPadding(decodedSeconds);
  };
  expect(lacksOnlyPadding(5, 0.5)).toBe(true);
  expect(lacksOnlyPadding(7, 0.495)).toBe(true);
  expect(lacksOnlyPadding(8, 0.5)).toBe(false);
  expect(lacksOnlyPadding(5, 0.25)).toBe(false);
  expect(collectAudioDuration(0).lacksOnlyPadding(0)).toBe(false);
});
