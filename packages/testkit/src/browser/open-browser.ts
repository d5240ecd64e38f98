import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

// Where Debian, Ubuntu and macOS put it; playwright-core brings no browser of its own.
const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** A real, headless Chromium. */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = PLACES.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('No Chromium found. Install it, or name it by CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: ARGS });
};
