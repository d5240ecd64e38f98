import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storageKeys } from '@media/core';
import { newId, uploadRepository } from '@media/database';
import { runDir } from '@media/testkit';
import { expect } from 'vitest';
import { type Job, type Scene, until } from '../scene.fixture.js';

export const ffmpeg = (...args: string[]): Buffer => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

/** How much brighter each frame is than the one before. */
const STEP = 7;
/** After so many frames, the same brightness returns. */
export const SHADES = 30;

/** A video of 9 seconds with 10 frames per second, whose frames tell their number by their brightness. */
export const numberedClip = (): string => {
  const path = join(runDir(), 'numbered.mp4');
  const source = `nullsrc=s=320x180:r=10:d=9,geq=lum='20+${STEP}*mod(N,${SHADES})':cb=128:cr=128,format=yuv420p`;
  ffmpeg('-f', 'lavfi', '-i', source, '-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', path);
  return path;
};

/** The number of the frame that a poster shows, up to multiples of `SHADES`. */
export const frameNumberOf = (poster: string): number => {
  const [gray = 0] = ffmpeg('-i', poster, '-vf', 'scale=1:1,format=rgb24', '-f', 'rawvideo', '-');
  // The JPEG has the full range, 0 to 255.
  return Math.round(((gray * 219) / 255 + 16 - 20) / STEP);
};

/** Steps of tests with posters. */
export const posterSteps = (scene: Scene) => {
  const outputOf = async (job: Job) => {
    const { outputs } = await scene.details(job);
    const posters = outputs.filter(({ kind }) => kind === 'poster');
    expect(posters.length).toBeLessThanOrEqual(1);
    return posters[0];
  };
  return {
    choose: (job: Job, atMs: number) =>
      scene.commands.update(job.actor, job.videoId, { poster: { kind: 'moment', atMs } }),
    automatic: (job: Job) => scene.commands.update(job.actor, job.videoId, { poster: { kind: 'automatic' } }),
    /** Stores a file like a client, and makes it the poster. */
    choosePicture: async (job: Job, path: string, contentType = 'image/png') => {
      const [id, videoId] = [newId<'UploadId'>(), newId<'VideoId'>()];
      const { organizationId, actor } = job;
      const sizeBytes = 1_000;
      const later = new Date(Date.now() + 3_600_000);
      await uploadRepository(scene.database).create({
        ...{ id, videoId, organizationId, actor, fileName: 'picture', sizeBytes, contentType, posterOf: job.videoId },
        ...{ strategy: 'single', partSizeBytes: sizeBytes, partCount: 1, objectKey: storageKeys.source(videoId) },
        ...{ multipartId: null, videoDetails: null, expiresAt: later, checkAt: later },
      });
      await scene.store.putFile(storageKeys.source(videoId), path, { contentType });
      await scene.commands.update(actor, job.videoId, { poster: { kind: 'picture', uploadId: id } });
      return id;
    },
    /** Waits until the poster that was asked for is ready or has failed. */
    settled: (job: Job) =>
      until(async () => {
        const { poster } = await scene.details(job);
        return poster.status === 'pending' ? undefined : poster;
      }),
    outputOf,
    /** Downloads the poster that is shown. */
    download: async (job: Job): Promise<string> => {
      const { key } = (await outputOf(job)) ?? {};
      if (!key) throw new Error('no poster');
      const path = join(runDir(), `${key.replaceAll('/', '-')}`);
      writeFileSync(path, await scene.store.getBytes(key));
      return path;
    },
  };
};
