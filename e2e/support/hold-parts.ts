import type { UploadCreated } from '@media/contracts';
import type { Page, Route } from 'playwright-core';

export type HeldParts = {
  /** The numbers of the parts that went out since the last time of asking, in order. */
  sent(): number[];
  /** Lets everything through from now on. */
  open(): Promise<void>;
  /** The last upload of several parts. */
  uploadId(): string;
};

const partNumberOf = (url: string): number => Number(new URL(url).searchParams.get('partNumber'));
const isPart = ({ searchParams }: URL): boolean => searchParams.has('partNumber');

/** Lets the store receive the first parts of a file and no other until the line is opened. */
export const holdParts = async (page: Page, passing: number): Promise<HeldParts> => {
  const sent: number[] = [];
  const held: Route[] = [];
  let isOpen = false;
  let uploadId = '';
  page.on('response', async (response) => {
    if (!response.url().endsWith('/uploads') || response.request().method() !== 'POST') return;
    const upload = (await response.json()) as UploadCreated;
    if (upload.strategy === 'multipart') uploadId = upload.id;
  });
  await page.route(isPart, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    const partNumber = partNumberOf(route.request().url());
    if (!isOpen && partNumber > passing) return void held.push(route);
    sent.push(partNumber);
    await route.continue();
  });
  return {
    sent: () => sent.splice(0).sort((a, b) => a - b),
    uploadId: () => uploadId,
    open: async () => {
      isOpen = true;
      // The page has given these up itself.
      await Promise.all(held.splice(0).map((route) => route.abort().catch(() => undefined)));
    },
  };
};
