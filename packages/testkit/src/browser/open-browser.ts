import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

// Install paths on Debian, Ubuntu and macOS. playwright-core doesn't include a browser.
const EXECUTABLES = [
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

/** Starts a headless Chromium. */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = EXECUTABLES.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('Chromium not found. Install it, or set CHROMIUM_PATH to its path.');
  return chromium.launch({ executablePath, args: ARGS });
};
