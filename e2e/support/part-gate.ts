import type { UploadCreated } from '@media/contracts';
import type { Page } from 'playwright-core';

/** Delays the upload parts that a page sends to storage. */
export type PartGate = {
  /** From now on only parts up to this number are sent. */
  allowUpTo(lastAllowed: number): void;
  /** Sends all delayed and future parts. */
  open(): void;
  /** The numbers of the parts of large uploads that were uploaded since the last call, sorted. */
  takeUploaded(): number[];
  /** The ID of the latest multipart upload. */
  uploadId(): string;
};

const partNumberOf = (url: string): number => Number(new URL(url).searchParams.get('partNumber'));

type Scope = { waitAtGate(partNumber: number): Promise<void> };

/**
 * Delays part requests inside the page. Playwright's request interception would also work, but it copies every byte into the
 * test process.
 */
const delayPartsInPage = (): void => {
  const { waitAtGate } = globalThis as unknown as Scope;
  const { open, send, abort } = XMLHttpRequest.prototype;
  const parts = new WeakMap<XMLHttpRequest, number>();
  const delayed = new WeakSet<XMLHttpRequest>();
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, url: string | URL) {
    const part = Number(new URL(url, location.href).searchParams.get('partNumber'));
    if (method === 'PUT' && part > 0) parts.set(this, part);
    open.call(this, method, url, true);
  };
  XMLHttpRequest.prototype.send = function (body) {
    const part = parts.get(this);
    if (part === undefined) return send.call(this, body);
    delayed.add(this);
    void waitAtGate(part).then(() => {
      if (delayed.delete(this)) send.call(this, body);
    });
  };
  XMLHttpRequest.prototype.abort = function () {
    abort.call(this);
    // A request that was never sent fires no `loadend` itself.
    if (delayed.delete(this)) this.dispatchEvent(new ProgressEvent('loadend'));
  };
};

/** Call this once per page, before it loads. */
export const installPartGate = async (page: Page): Promise<PartGate> => {
  let uploaded: { path: string; part: number }[] = [];
  /** Where small uploads are sent, which have one part. */
  const small = new Set<string>();
  let lastAllowed = Number.POSITIVE_INFINITY;
  let waiting: (() => void)[] = [];
  let uploadId = '';
  page.on('response', async (response) => {
    const request = response.request();
    const part = partNumberOf(response.url());
    if (request.method() === 'PUT' && part > 0 && response.ok())
      uploaded.push({ path: new URL(response.url()).pathname, part });
    if (!response.url().endsWith('/uploads') || request.method() !== 'POST') return;
    const upload = (await response.json()) as UploadCreated;
    if (upload.strategy === 'multipart') uploadId = upload.id;
    else if (upload.url) small.add(new URL(upload.url).pathname);
  });
  await page.exposeFunction('waitAtGate', async (partNumber: number): Promise<void> => {
    if (partNumber > lastAllowed) await new Promise<void>((resolve) => waiting.push(resolve));
  });
  await page.addInitScript(delayPartsInPage);
  return {
    allowUpTo: (upTo) => {
      lastAllowed = upTo;
    },
    open: () => {
      lastAllowed = Number.POSITIVE_INFINITY;
      for (const pass of waiting) pass();
      waiting = [];
    },
    takeUploaded: () => {
      const taken = uploaded.filter(({ path }) => !small.has(path)).map(({ part }) => part);
      uploaded = [];
      return taken.sort((a, b) => a - b);
    },
    uploadId: () => uploadId,
  };
};
