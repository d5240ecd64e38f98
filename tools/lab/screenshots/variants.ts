import type { BrowserContextOptions } from 'playwright-core';

/** A viewport and a color scheme. Every page is taken in each variant. */
export type Variant = { name: string } & Required<Pick<BrowserContextOptions, 'viewport' | 'colorScheme'>> &
  BrowserContextOptions;

const WIDE = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

export const VARIANTS: readonly Variant[] = [
  { name: 'wide-light', colorScheme: 'light', ...WIDE },
  { name: 'wide-dark', colorScheme: 'dark', ...WIDE },
  { name: 'phone-light', colorScheme: 'light', ...PHONE },
  { name: 'phone-dark', colorScheme: 'dark', ...PHONE },
];

/** Screenshots in the README and the guides, by page and variant. */
export const IN_DOCS: ReadonlySet<string> = new Set([
  'library-wide-light',
  'library-wide-dark',
  'upload-wide-light',
  'processing-wide-light',
  'video-wide-dark',
  'library-phone-light',
  'video-phone-dark',
  'organization-wide-light',
  'create-key-wide-light',
  'audit-wide-light',
  'library-filters-wide-light',
  'trash-wide-light',
  'share-wide-light',
  'watch-wide-light',
]);
