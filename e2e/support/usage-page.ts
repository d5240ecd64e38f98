import type { Locator, Page } from 'playwright-core';
import { product } from './product.ts';
import { runSql } from './product-database.ts';

/** Limits what an organization stores, and uploads to 1 GB per month. There is no page for operators yet. */
export const setLimits = (organizationId: string, storageBytes: number): Promise<unknown> =>
  runSql('UPDATE organization SET max_storage_bytes = $1, max_monthly_upload_bytes = 1000000000 WHERE id = $2', [
    ...[String(storageBytes), organizationId],
  ]);

/** What an organization stores, on its page. */
export const storageOf = (page: Page): Locator => page.getByRole('region', { name: 'Storage' });

/** Opens the page of an organization and waits for what it stores. */
export const openUsage = async (page: Page, organizationId: string): Promise<Locator> => {
  await page.goto(`${product().webUrl}/organizations/${organizationId}`);
  await storageOf(page).waitFor();
  return storageOf(page);
};
