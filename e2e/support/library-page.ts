import type { Locator, Page } from 'playwright-core';

/** Picks files in the dialog for uploads, and sends them. */
export const chooseFiles = async (page: Page, files: string | string[]): Promise<void> => {
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
  const button = page.getByRole('dialog').getByRole('button', { name: 'Choose files' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles(files);
  await sendChosen(page);
};

/** Sends the files that the dialog shows. */
export const sendChosen = async (page: Page): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: 'Upload videos' });
  await dialog.getByRole('button', { name: /^Upload \d+ files?$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
};

/** What the tray tells of a file on its way. */
export const uploadRow = (page: Page, fileName: string): Locator =>
  page.getByRole('list', { name: 'Uploads', exact: true }).getByRole('listitem').filter({ hasText: fileName });

/** A video in the library. */
export const card = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: 'Videos' }).getByRole('listitem').filter({ hasText: title });
