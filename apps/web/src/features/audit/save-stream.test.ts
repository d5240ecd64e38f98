import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { saveStream } from './save-stream';

type Link = { href: string; download: string; click(): void };
let clicked: Link[];

/** What the function needs of a document. */
beforeEach(() => {
  clicked = [];
  const createElement = (): Link => {
    const link = { href: '', download: '', click: () => void clicked.push(link) };
    return link;
  };
  vi.stubGlobal('document', { createElement });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const encode = (text: string) => new TextEncoder().encode(text);
const FILE = { name: 'audit.csv', type: 'text/csv' };

test('a stream is saved under its name once it has ended', async () => {
  await saveStream(new Blob(['at,action\n']).stream(), FILE);
  expect(clicked.map(({ download }) => download)).toEqual(['audit.csv']);
  expect(clicked[0]?.href).toMatch(/^blob:/);
});

test('of a stream that breaks off, nothing is saved', async () => {
  const broken = new ReadableStream({
    start: (controller) => controller.enqueue(encode('at,action\n')),
    pull: (controller) => controller.error(new TypeError('connection lost')),
  });
  await expect(saveStream(broken, FILE)).rejects.toThrow('connection lost');
  expect(clicked).toEqual([]);
});
