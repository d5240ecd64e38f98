import type { VideoView } from '@media/sdk';
import { BasePlugin, type PluginOpts } from '@uppy/core';
import { TaskQueue } from '@uppy/core/utils';
import type { Report, SendFile } from './send-file';
import { confirmedBytes } from './upload-item';
import type { UploadFile, UploadMeta, UploadResult, UploadUppy } from './upload-uppy';

type Options = PluginOpts & {
  sendFile: SendFile;
  /** Called when a file has become a video. */
  onVideo: (video: VideoView) => void;
};

// Four parts of each file already fill a line; more files at once would only all be late.
const FILES_AT_ONCE = 2;

/** Uppy's uploader over our SDK: a few files at a time; a file that is paused or removed makes room for the next. */
export class SdkUploader extends BasePlugin<Options, UploadMeta, UploadResult> {
  readonly #lanes = new TaskQueue({ concurrency: FILES_AT_ONCE });
  readonly #runs = new Map<string, ReturnType<TaskQueue['add']>>();

  constructor(uppy: UploadUppy, options: Options) {
    super(uppy, options);
    this.id = 'SdkUploader';
    this.type = 'uploader';
  }

  override install(): void {
    const { capabilities } = this.uppy.getState();
    this.uppy.setState({ capabilities: { ...capabilities, resumableUploads: true } });
    this.uppy.addUploader(async (ids) => void (await Promise.all(ids.map(this.#run))));
    this.uppy.on('upload-pause', (file, isPaused) => {
      if (file && isPaused) this.#runs.get(file.id)?.abort();
    });
    this.uppy.on('file-removed', ({ id }) => this.#runs.get(id)?.abort());
  }

  readonly #run = async (id: string): Promise<void> => {
    const former = this.#runs.get(id);
    // Paused a moment ago, it may still be on its way to a halt: the same file is never sent twice at once.
    if (former) await former.catch(() => undefined);
    if (!this.#isWanted(id)) return;
    this.#change(id, { phase: 'waiting' });
    const run = this.#lanes.add((signal) => this.#send(id, signal));
    this.#runs.set(id, run);
    // It rejects only when it was aborted, and who did that knows.
    await run.catch(() => undefined);
    if (this.#runs.get(id) === run) this.#runs.delete(id);
  };

  readonly #send = async (id: string, signal: AbortSignal): Promise<void> => {
    const { data, meta } = this.uppy.getFile(id);
    if (!(data instanceof File)) throw new TypeError('Only files of this device can be sent.');
    const report = (change: Report) => {
      if (!signal.aborted) this.#change(id, change);
    };
    report({ phase: 'uploading' });
    try {
      const video = await this.opts.sendFile({ file: data, recipe: meta.recipe }, { signal, report });
      this.uppy.emit('upload-success', this.uppy.getFile(id), { status: 201, body: { videoId: video.id } });
      this.opts.onVideo(video);
    } catch (error) {
      signal.throwIfAborted();
      const told = error instanceof Error ? error : new Error('The upload failed.');
      this.uppy.emit('upload-error', this.uppy.getFile(id), told);
    }
  };

  #isWanted(id: string): boolean {
    const file: UploadFile | undefined = this.uppy.getFile(id);
    return file !== undefined && !file.isPaused;
  }

  // Not by `upload-progress`: Uppy would round 99.6 % up to 100 and not listen any more.
  #change(id: string, { sentBytes, ...meta }: Report): void {
    const { size, progress, meta: former } = this.uppy.getFile(id);
    const bytesUploaded = sentBytes ?? confirmedBytes({ progress, meta: former });
    this.uppy.setFileState(id, {
      meta: { ...former, ...meta },
      progress: { ...progress, uploadStarted: progress.uploadStarted ?? Date.now(), bytesUploaded, bytesTotal: size },
    });
  }
}
