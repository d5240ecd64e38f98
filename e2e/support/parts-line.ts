import type { UploadCreated } from '@media/contracts';
import type { Page } from 'playwright-core';

/** The way of parts from a page to the store. */
export type PartsLine = {
  /** From now on the store receives parts up to this number, and no other. */
  hold(passing: number): void;
  /** Lets everything through from now on, and what was held. */
  open(): void;
  /** The numbers of the parts that the store has taken since the last time of asking, in order. */
  taken(): number[];
  /** The last upload of several parts. */
  uploadId(): string;
};

const partNumberOf = (url: string): number => Number(new URL(url).searchParams.get('partNumber'));

type Scope = { mayPass(partNumber: number): Promise<void> };

/**
 * Makes requests for parts wait where a page sends them. Interception by the browser would do as well, but copies every
 * byte of them into the test.
 */
const holdInPage = (): void => {
  const { mayPass } = globalThis as unknown as Scope;
  const { open, send, abort } = XMLHttpRequest.prototype;
  const parts = new WeakMap<XMLHttpRequest, number>();
  const held = new WeakSet<XMLHttpRequest>();
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, url: string | URL) {
    const part = Number(new URL(url, location.href).searchParams.get('partNumber'));
    if (method === 'PUT' && part > 0) parts.set(this, part);
    open.call(this, method, url, true);
  };
  XMLHttpRequest.prototype.send = function (body) {
    const part = parts.get(this);
    if (part === undefined) return send.call(this, body);
    held.add(this);
    void mayPass(part).then(() => {
      if (held.delete(this)) send.call(this, body);
    });
  };
  XMLHttpRequest.prototype.abort = function () {
    abort.call(this);
    // What was sent would tell its end.
    if (held.delete(this)) this.dispatchEvent(new ProgressEvent('loadend'));
  };
};

/** To be called once for a page, before it is loaded. */
export const openPartsLine = async (page: Page): Promise<PartsLine> => {
  const taken: number[] = [];
  let passing = Number.POSITIVE_INFINITY;
  let waiting: (() => void)[] = [];
  let uploadId = '';
  page.on('response', async (response) => {
    const request = response.request();
    const part = partNumberOf(response.url());
    if (request.method() === 'PUT' && part > 0 && response.ok()) taken.push(part);
    if (!response.url().endsWith('/uploads') || request.method() !== 'POST') return;
    const upload = (await response.json()) as UploadCreated;
    if (upload.strategy === 'multipart') uploadId = upload.id;
  });
  await page.exposeFunction('mayPass', async (partNumber: number): Promise<void> => {
    if (partNumber > passing) await new Promise<void>((resolve) => waiting.push(resolve));
  });
  await page.addInitScript(holdInPage);
  return {
    hold: (upTo) => {
      passing = upTo;
    },
    open: () => {
      passing = Number.POSITIVE_INFINITY;
      for (const pass of waiting) pass();
      waiting = [];
    },
    taken: () => taken.splice(0).sort((a, b) => a - b),
    uploadId: () => uploadId,
  };
};
