import { expect, test } from 'vitest';
import { watchTracks } from './watch-tracks.js';

const moves = (streamIndex: number, ...packets: (readonly [number, number])[]) => {
  const tracks = watchTracks(streamIndex);
  for (const [offset, [track, seconds]] of packets.entries()) tracks.add(track, seconds, offset);
  return tracks.movesAfterSeconds();
};
const part = (track: number, from: number) => Array.from({ length: 20 }, (_, index) => [track, from + index] as const);

test('video that moves to another track is found, whichever part is chosen', () => {
  const packets = [...part(0, 0), ...part(2, 20)];
  expect([moves(0, ...packets), moves(2, ...packets)]).toEqual([19, 19]);
});

test('the last packet of a track that is returned at the end of the file belongs to its part', () => {
  const tracks = watchTracks(0);
  const packets = [...part(0, 0), ...part(2, 20)].map(([track, seconds], offset) => ({ track, seconds, offset }));
  const late = packets.splice(19, 1);
  for (const { track, seconds, offset } of [...packets, ...late]) tracks.add(track, seconds, offset);
  expect(tracks.movesAfterSeconds()).toBe(19);
});

test('tracks side by side, a few stray packets and a single track are not parts', () => {
  const beside = part(0, 0).flatMap((packet, index) => [packet, [2, index] as const]);
  expect(moves(0, ...beside)).toBeUndefined();
  expect(moves(0, ...part(0, 0), [2, 20], [2, 21])).toBeUndefined();
  expect(moves(0, ...part(0, 0))).toBeUndefined();
});
