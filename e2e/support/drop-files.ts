import type { Locator, Page } from 'playwright-core';

/**
 * Drops files from disk on an element. Headless Chromium ignores drag and drop from DevTools, so this dispatches the events
 * with real files that a file input has opened.
 */
export const dropFiles = async (page: Page, files: string[], target: Locator = page.locator('body')): Promise<void> => {
  const element = await target.elementHandle();
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input');
    element.type = 'file';
    element.multiple = true;
    return document.body.appendChild(element);
  });
  await input.setInputFiles(files);
  await input.evaluate((opened, under) => {
    const dataTransfer = new DataTransfer();
    for (const file of opened.files ?? []) dataTransfer.items.add(file);
    opened.remove();
    for (const type of ['dragenter', 'dragover', 'drop'])
      under?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, element);
};
