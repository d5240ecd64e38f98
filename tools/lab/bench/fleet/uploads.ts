import { seeded } from '../../seeded.ts';

export type Arrival = { arrivesAt: number; seconds: number };

const HOUR = 3600;
/** The mix of uploads and their lengths in seconds: clips, talks, movies. */
const MIX = [
  { share: 0.6, least: 20, most: 180 },
  { share: 0.3, least: 300, most: 1500 },
  { share: 0.1, least: 3000, most: 7200 },
] as const;

/** Uploads at random times of an hour, `sourceSeconds` of video in total. Deterministic for a seed. */
export const mixedHour = (sourceSeconds: number, seed: number): Arrival[] => {
  const random = seeded(seed);
  const arrivals: Arrival[] = [];
  for (let total = 0; total < sourceSeconds; ) {
    const seconds = Math.round(lengthOf(random(), random()));
    arrivals.push({ arrivesAt: random() * HOUR, seconds });
    total += seconds;
  }
  return arrivals.toSorted((a, b) => a.arrivesAt - b.arrivesAt);
};

const lengthOf = (which: number, where: number): number => {
  let passed = 0;
  for (const { share, least, most } of MIX) {
    passed += share;
    if (which < passed) return least + where * (most - least);
  }
  return MIX[0].most;
};
