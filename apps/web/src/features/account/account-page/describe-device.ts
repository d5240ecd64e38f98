// The order matters: most browsers also include the names of the browsers they descend from.
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPT|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chromium)\//, 'Chromium'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const PHONES = ['iPhone', 'Android'];

export type Device = {
  /** For example `Firefox on Windows`. */
  name: string;
  /** The same in the middle of a sentence, for example `an unknown app`. */
  inSentence: string;
  kind: 'computer' | 'phone' | 'app';
};

const UNKNOWN: Device = { name: 'Unknown app', inSentence: 'an unknown app', kind: 'app' };

const named = (table: readonly [RegExp, string][], userAgent: string): string | undefined =>
  table.find(([pattern]) => pattern.test(userAgent))?.[1];

/** Names the device behind a User-Agent: browser and operating system, or the app's own name. */
export const describeDevice = (userAgent: string | null): Device => {
  if (!userAgent) return UNKNOWN;
  const browser = named(BROWSERS, userAgent);
  const system = named(SYSTEMS, userAgent);
  const kind = system && PHONES.includes(system) ? 'phone' : 'computer';
  const on = system ? ` on ${system}` : '';
  if (browser) return { name: `${browser}${on}`, inSentence: `${browser}${on}`, kind };
  // RFC 9110: the product name comes first, followed by a slash and its version.
  const product = /^[\w.-]+/.exec(userAgent)?.[0];
  if (!product) return UNKNOWN;
  if (product === 'Mozilla') return { name: `A browser${on}`, inSentence: `a browser${on}`, kind };
  return { name: product, inSentence: product, kind: 'app' };
};
