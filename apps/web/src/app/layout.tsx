import '@mantine/core/styles.css';
import './theme.css';
import './globals.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
// Puts next/link into the layout's chunk. Otherwise every page loads it twice: once for itself and once for not-found.tsx, which
// Next.js sends with every page.
import 'next/link';
import type { ReactNode } from 'react';
import { PALETTE } from './palette';

export const metadata: Metadata = {
  title: { default: 'Media Processor', template: '%s · Media Processor' },
  description: 'Upload, process, play and download videos.',
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: PALETTE.gray[0] },
    { media: '(prefers-color-scheme: dark)', color: PALETTE.dark[8] },
  ],
};

const RootLayout = async ({ children }: { children: ReactNode }) => {
  // Set by src/proxy.ts. Reading it makes every page dynamic, which a nonce requires.
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>{children}</body>
    </html>
  );
};

export default RootLayout;
