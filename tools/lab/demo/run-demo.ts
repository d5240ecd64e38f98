import { mkdir } from 'node:fs/promises';
import { basename, join, parse, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { SourceProbe } from '@media/core';
import type { Client, VideoView } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { ffmpegPaths } from '../../start/system-packages.ts';
import { type BorrowedProduct, borrowProduct } from './borrow-product.ts';
import { comparison } from './comparison.ts';
import { makeDemoClip } from './demo-clip.ts';
import { download } from './download.ts';
import { probeFile } from './probe-file.ts';
import { progressDisplay } from './progress-bar.ts';
import { formatBytes } from './quantities.ts';
import { type Account, signUp } from './sign-up.ts';

type Demo = {
  root: string;
  /** What a relative `file` is relative to. */
  calledIn: string;
  outputDir: string;
  file?: string;
  recipe?: string;
  signal: AbortSignal;
};

type Source = { path: string; probe: SourceProbe };

/** A file's whole journey through the product, told in the terminal; reads top to bottom as it happens. */
export const runDemo = async (demo: Demo): Promise<void> => {
  await mkdir(demo.outputDir, { recursive: true });
  // Before anything is started: a file that is no video ends the demo at once.
  const source = await findSource(demo);
  const product = await borrowProduct(demo.root, demo.signal);
  try {
    const { client, account } = await signUp(product.apiUrl);
    console.log(`Signed up as ${account.email}\n`);
    const video = await upload(client, source, demo);
    const { id } = await follow(client, video.id, demo.signal);
    const result = await fetchResult(client, id, source, demo);
    for (const line of ['', ...comparison(named(source), named(result)), '']) console.log(line);
    await sayWhereToLook(product, id, account, demo.signal);
  } finally {
    await product.giveBack();
  }
};

const named = ({ path, probe }: Source) => ({ name: basename(path), probe });

const findSource = async ({ file, calledIn, outputDir, signal }: Demo): Promise<Source> => {
  const { FFMPEG_PATH = 'ffmpeg' } = ffmpegPaths();
  const path = file === undefined ? join(outputDir, 'demo-clip.mp4') : resolve(calledIn, file);
  if (file === undefined) {
    console.log('Making a clip: pictures with a counter, and a beep every second');
    await makeDemoClip(path, FFMPEG_PATH, signal);
  }
  return probed(path);
};

const probed = async (path: string): Promise<Source> => {
  const { FFPROBE_PATH = 'ffprobe' } = ffmpegPaths();
  return { path, probe: await probeFile(path, FFPROBE_PATH) };
};

const upload = async (client: Client, { path, probe }: Source, { recipe, signal }: Demo): Promise<VideoView> => {
  const display = progressDisplay('Uploading', process.stdout);
  try {
    return await client.uploadFile(await fileSource(path), {
      signal,
      // A sound file has no picture to stream.
      video: { title: parse(path).name, recipe: recipe ?? (probe.video ? 'stream' : 'audio') },
      onProgress: ({ sentBytes, inFlightBytes, totalBytes, bytesPerSecond }) =>
        display.show(
          (sentBytes + inFlightBytes) / totalBytes,
          bytesPerSecond > 0 ? `${formatBytes(bytesPerSecond)}/s` : '',
        ),
    });
  } finally {
    display.end();
  }
};

/** Shows a video's progress until it is completed; throws its own sentence when it is not. */
const follow = async (client: Client, id: string, signal: AbortSignal): Promise<VideoView> => {
  const display = progressDisplay('Processing', process.stdout);
  let [progress, note] = [0, ''];
  try {
    for await (const message of client.watch(id, { signal })) {
      if (message.error) throw new Error(message.error.message);
      progress = message.progress ?? progress;
      if (message.playable) note = 'can be played';
      display.show(progress / 100, note);
    }
    const video = await client.videos.get(id, signal);
    if (video.status !== 'completed') throw new Error(`The video was ${video.status}.`);
    display.show(1, note);
    return video;
  } finally {
    display.end();
  }
};

const fetchResult = async (
  client: Client,
  id: string,
  source: Source,
  { outputDir, signal }: Demo,
): Promise<Source> => {
  const { outputs } = await client.videos.get(id, signal);
  const output = outputs.find(({ kind }) => kind === 'mp4') ?? outputs.find(({ kind }) => kind === 'audio');
  if (!output) throw new Error('This recipe makes nothing to download. Take "stream", "compress" or "audio".');
  const path = join(outputDir, `${parse(source.path).name}-processed.${output.kind === 'mp4' ? 'mp4' : 'm4a'}`);
  const display = progressDisplay('Downloading', process.stdout);
  try {
    const onBytes = (bytes: number) => display.show(output.sizeBytes ? bytes / output.sizeBytes : 0);
    await download({ url: await client.videos.downloadUrl(id, output.id), path, signal, onBytes });
    display.show(1, path);
  } finally {
    display.end();
  }
  return probed(path);
};

const sayWhereToLook = async (product: BorrowedProduct, id: string, account: Account, signal: AbortSignal) => {
  console.log(`Look at it: ${product.webUrl}/videos/${id}`);
  console.log(`Sign in as: ${account.email}, password ${account.password}`);
  if (!product.isOurs) return;
  if (!process.stdin.isTTY)
    return console.log('The product is stopped again: "npx pnpm start" brings it back, with this video in it.');
  const keyboard = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl-C comes to a keyboard that is read as an event of it, and no longer as a signal.
  keyboard.on('SIGINT', () => keyboard.close());
  keyboard.on('close', () => undefined);
  await keyboard.question('\nPress Enter to stop the product. ', { signal }).catch(() => undefined);
  keyboard.close();
};
