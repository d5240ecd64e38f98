import type { Page } from 'playwright-core';

/**
 * Drops files from disk on the page. A headless Chromium does not answer the devtools' own drag and drop, so the page gets the
 * events with real files that an input has opened.
 */
export const dropFiles = async (page: Page, files: string[]): Promise<void> => {
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input');
    element.type = 'file';
    element.multiple = true;
    return document.body.appendChild(element);
  });
  await input.setInputFiles(files);
  await input.evaluate((element) => {
    const dataTransfer = new DataTransfer();
    for (const file of element.files ?? []) dataTransfer.items.add(file);
    element.remove();
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  });
};
