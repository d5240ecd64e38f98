import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Chooses files in the upload dialog, sets titles by file name, and uploads them. */
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

/** Uploads the files that the dialog lists. */
export const sendChosen = async (page: Page): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: 'Upload videos' });
  await dialog.getByRole('button', { name: /^Upload \d+ files?$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
};

/** A file in the upload tray. */
export const uploadRow = (page: Page, fileName: string): Locator =>
  page.getByRole('list', { name: 'Uploads', exact: true }).getByRole('listitem').filter({ hasText: fileName });

/** Waits until a file is uploaded. Expands the tray, which collapses when all files are uploaded. */
export const waitForUploaded = async (page: Page, fileName: string, size = ''): Promise<void> => {
  const row = uploadRow(page, fileName).getByText(`Uploaded · ${size}`);
  const expand = page.getByRole('button', { name: 'Show uploads' });
  const isShown = async (): Promise<boolean> => {
    if (await expand.isVisible()) await expand.click();
    return row.isVisible();
  };
  await expect.poll(isShown).toBe(true);
};

/**
 * Hovers over or focuses a card until its preview plays, then leaves it. Returns the preview's position in seconds. Turns
 * reduced motion off meanwhile, because it disables previews.
 */
export const watchPreview = async (page: Page, title: string, by: 'mouse' | 'keyboard'): Promise<number> => {
  const target = card(page, title);
  const preview = target.locator('video');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  if (by === 'mouse') await target.hover();
  else await target.getByRole('link').first().focus();
  await preview.and(page.locator('[data-playing]')).waitFor();
  await page.waitForTimeout(600);
  const seconds = await preview.evaluate((element: HTMLVideoElement) => element.currentTime);
  if (by === 'mouse') await page.mouse.move(0, 0);
  else await page.getByRole('button', { name: 'Upload', exact: true }).first().focus();
  await preview.waitFor({ state: 'detached' });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return seconds;
};

/** The card of a video in the library. */
export const card = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: 'Videos' }).getByRole('listitem').filter({ hasText: title });
