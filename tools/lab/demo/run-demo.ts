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
  /** A relative `file` is resolved against this folder. */
  calledIn: string;
  outputDir: string;
  file?: string;
  recipe?: string;
  signal: AbortSignal;
};

type Source = { path: string; probe: SourceProbe };

/** Uploads, processes and downloads a video, and prints each step. */
export const runDemo = async (demo: Demo): Promise<void> => {
  await mkdir(demo.outputDir, { recursive: true });
  // Before starting the product, so that a wrong file fails early.
  const source = await findSource(demo);
  const product = await borrowProduct(demo.root, demo.signal);
  try {
    const { client, account } = await signUp(product.apiUrl);
    console.log(`Signed up as ${account.email}\n`);
    const video = await upload(client, source, demo);
    const { id } = await follow(client, video.id, demo.signal);
    const result = await fetchResult(client, id, source, demo);
    for (const line of ['', ...comparison(named(source), named(result)), '']) console.log(line);
    await printNextSteps(product, id, account, demo.signal);
  } finally {
    await product.release();
  }
};

const named = ({ path, probe }: Source) => ({ name: basename(path), probe });

const findSource = async ({ file, calledIn, outputDir, signal }: Demo): Promise<Source> => {
  const { FFMPEG_PATH = 'ffmpeg' } = ffmpegPaths();
  const path = file === undefined ? join(outputDir, 'demo-clip.mp4') : resolve(calledIn, file);
  if (file === undefined) {
    console.log('Creating a demo clip: a test pattern with a counter, and a beep every second');
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
      // Audio files have no video to stream.
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

/** Shows progress until the video is completed. Throws the video's error if processing fails. */
const follow = async (client: Client, id: string, signal: AbortSignal): Promise<VideoView> => {
  const display = progressDisplay('Processing', process.stdout);
  let [progress, note] = [0, ''];
  try {
    for await (const message of client.watch(id, { signal })) {
      if (message.error) throw new Error(message.error.message);
      progress = message.progress ?? progress;
      if (message.playable) note = 'ready to watch';
      display.show(progress / 100, note);
    }
    const video = await client.videos.get(id, signal);
    if (video.status !== 'completed') throw new Error(`Processing ended with status "${video.status}".`);
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
  if (!output) throw new Error('This recipe has no downloadable output. Use "stream", "compress" or "audio".');
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

const printNextSteps = async (product: BorrowedProduct, id: string, account: Account, signal: AbortSignal) => {
  console.log(`Watch it:   ${product.webUrl}/videos/${id}`);
  console.log(`Sign in as: ${account.email}, password ${account.password}`);
  if (!product.isOurs) return;
  if (!process.stdin.isTTY)
    return console.log('The product has been stopped. Run "npx pnpm start" to start it again and see this video.');
  const keyboard = createInterface({ input: process.stdin, output: process.stdout });
  // While readline reads the terminal, Ctrl-C is an event of the interface instead of a signal.
  keyboard.on('SIGINT', () => keyboard.close());
  keyboard.on('close', () => undefined);
  await keyboard.question('\nPress Enter to stop the product. ', { signal }).catch(() => undefined);
  keyboard.close();
};
