import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Chooses files in the upload dialog, gives titles to some by file name, and uploads them. */
export const chooseFiles = async (
  page: Page,
  files: string | string[],
  titles: Record<string, string> = {},
): Promise<void> => {
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
  const button = page.getByRole('dialog').getByRole('button', { name: 'Choose files' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles(files);
  for (const [fileName, title] of Object.entries(titles))
    await page.getByRole('textbox', { name: `Title of ${fileName}` }).fill(title);
  await sendChosen(page);
};

/** Sends the files that the dialog shows. */
export const sendChosen = async (page: Page): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: 'Upload videos' });
  await dialog.getByRole('button', { name: /^Upload \d+ files?$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
};

/** A file in the upload tray. */
export const uploadRow = (page: Page, fileName: string): Locator =>
  page.getByRole('list', { name: 'Uploads', exact: true }).getByRole('listitem').filter({ hasText: fileName });

/** Waits until a file is uploaded, and shows its row: the tray collapses when all files are. */
export const waitForUploaded = async (page: Page, fileName: string, size = ''): Promise<void> => {
  const row = uploadRow(page, fileName).getByText(`Uploaded · ${size}`);
  const expand = page.getByRole('button', { name: 'Show uploads' });
  const isShown = async (): Promise<boolean> => {
    if (await expand.isVisible()) await expand.click();
    return row.isVisible();
  };
  await expect.poll(isShown, { timeout: 30_000 }).toBe(true);
};

/**
 * Points at a video in the library until its preview plays, and then elsewhere; seconds that were seen. By somebody who likes
 * things to move: to others nothing is shown.
 */
export const seePreview = async (page: Page, title: string, by: 'mouse' | 'keyboard'): Promise<number> => {
  const pointedAt = card(page, title);
  const preview = pointedAt.locator('video');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  if (by === 'mouse') await pointedAt.hover();
  else await pointedAt.getByRole('link').first().focus();
  await preview.and(page.locator('[data-playing]')).waitFor();
  await page.waitForTimeout(600);
  const seconds = await preview.evaluate((element: HTMLVideoElement) => element.currentTime);
  if (by === 'mouse') await page.mouse.move(0, 0);
  else await page.getByRole('button', { name: 'Upload', exact: true }).first().focus();
  await preview.waitFor({ state: 'detached' });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return seconds;
};

/** A video in the library. */
export const card = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: 'Videos' }).getByRole('listitem').filter({ hasText: title });
