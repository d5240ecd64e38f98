import '@mantine/core/styles.css';
import './theme.css';
import './globals.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
// Every page has links, and what the layout brings is in one file for all of them. Else each page would load two copies, for the
// page of unknown addresses comes with every other.
import 'next/link';
import type { ReactNode } from 'react';
import { PALETTE } from './palette';

export const metadata: Metadata = {
  title: { default: 'Media Processor', template: '%s · Media Processor' },
  description: 'Upload a video, watch it being processed, play it, download it.',
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: PALETTE.gray[0] },
    { media: '(prefers-color-scheme: dark)', color: PALETTE.dark[8] },
  ],
};

const RootLayout = async ({ children }: { children: ReactNode }) => {
  // From src/proxy.ts. That it is read makes every page one of its own request, as a nonce must be.
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
