import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VideoView } from '@media/sdk';
import { type ByteRange, fetchRange, readMedia, readMultivariant } from '../support/hls.ts';
import { saveResponse } from '../support/save-response.ts';
import { readManifest } from './read-manifest.ts';

/** A result as a client gets it, joined into one local file. */
export type SavedOutput = {
  /** For messages, such as `hls 1280x720`. */
  name: string;
  kind: 'mp4' | 'audio' | 'poster' | 'preview' | 'stream of video' | 'stream of audio' | 'subtitles';
  /** Of streams: the playlists that list it. */
  format?: 'hls' | 'dash';
  file: string;
  /** Files with the same bytes have the same digest, and are measured only once. */
  digest: string;
  language?: string;
  /** The sum of the durations in the playlist. */
  listedSeconds?: number;
};

export type PlaybackUrls = { hlsUrl: string; dashUrl: string };

const text = async (url: string): Promise<string> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return response.text();
};

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const saveRanges = async (ranges: readonly ByteRange[], file: string): Promise<{ file: string; digest: string }> => {
  const parts: Uint8Array[] = [];
  for (const range of ranges) parts.push(await fetchRange(range));
  const bytes = Buffer.concat(parts);
  await writeFile(file, bytes);
  return { file, digest: digestOf(bytes) };
};

const saveHls = async (url: string, dir: string): Promise<SavedOutput[]> => {
  const { variants, media } = readMultivariant(await text(url), url);
  const saved: SavedOutput[] = [];
  const seen = new Set<string>();
  for (const [at, { uri, width, height }] of variants.entries()) {
    // A variant per audio group lists the same video again, and variants of an audio-only result are its audio.
    if (seen.has(uri)) continue;
    seen.add(uri);
    const { ranges, seconds } = readMedia(await text(uri), uri);
    const kind = width > 0 ? 'stream of video' : 'stream of audio';
    const name = width > 0 ? `hls ${width}x${height}` : 'hls audio';
    const found = await saveRanges(ranges, join(dir, `hls-variant-${at}.mp4`));
    saved.push({ name, kind, format: 'hls', ...found, listedSeconds: seconds });
  }
  for (const [at, { type, uri, language }] of media.entries()) {
    if (seen.has(uri)) continue;
    seen.add(uri);
    if (type === 'SUBTITLES') saved.push(await saveSubtitles(uri, join(dir, `hls-media-${at}.vtt`), language));
    if (type !== 'AUDIO') continue;
    const { ranges, seconds } = readMedia(await text(uri), uri);
    const found = await saveRanges(ranges, join(dir, `hls-media-${at}.mp4`));
    const name = `hls audio ${saved.filter(({ kind }) => kind === 'stream of audio').length + 1}`;
    saved.push({ name, kind: 'stream of audio', format: 'hls', ...found, language, listedSeconds: seconds });
  }
  return saved;
};

const saveSubtitles = async (uri: string, file: string, language: string): Promise<SavedOutput> => {
  const lines = (await text(uri)).split('\n').filter((line) => line && !line.startsWith('#'));
  const segments = await Promise.all(lines.map((line) => text(new URL(line, uri).href)));
  const all = segments.join('\n');
  await writeFile(file, all);
  return {
    name: `hls subtitles ${language}`,
    kind: 'subtitles',
    format: 'hls',
    file,
    digest: digestOf(Buffer.from(all)),
    language,
  };
};

const saveDash = async (url: string, dir: string): Promise<SavedOutput[]> => {
  const saved: SavedOutput[] = [];
  for (const { id, isVideo, language, ranges, seconds } of readManifest(await text(url), url))
    saved.push({
      ...{ name: `dash ${id}`, kind: isVideo ? 'stream of video' : 'stream of audio', format: 'dash' },
      ...(await saveRanges(ranges, join(dir, `dash-${id}.mp4`))),
      ...{ language, listedSeconds: seconds },
    });
  return saved;
};

/** Saves every output of a completed video into a folder. */
export const saveOutputs = async (video: VideoView, urls: PlaybackUrls, dir: string): Promise<SavedOutput[]> => {
  const saved: SavedOutput[] = [];
  for (const [at, { kind, name, url }] of video.outputs.entries()) {
    if (kind !== 'mp4' && kind !== 'audio' && kind !== 'poster' && kind !== 'preview') continue;
    const file = join(dir, `${at}-${name}`);
    await saveResponse(await fetch(url), file);
    saved.push({ name: kind, kind, file, digest: digestOf(await readFile(file)) });
  }
  const has = (kind: string) => video.outputs.some((output) => output.kind === kind);
  if (has('hls')) saved.push(...(await saveHls(urls.hlsUrl, dir)));
  if (has('dash')) saved.push(...(await saveDash(urls.dashUrl, dir)));
  return saved;
};
