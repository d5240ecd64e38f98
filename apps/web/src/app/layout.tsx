import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './globals.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Frame } from './frame';
import { Providers } from './providers';

export const metadata: Metadata = {
  title: { default: 'Media Processor', template: '%s · Media Processor' },
  description: 'Upload a video, watch it being processed, play it, download it.',
};

export const viewport: Viewport = { colorScheme: 'light dark' };

const RootLayout = ({ children }: { children: ReactNode }) => (
  <html lang="en" {...mantineHtmlProps}>
    <head>
      <ColorSchemeScript defaultColorScheme="auto" />
    </head>
    <body>
      <Providers>
        <Frame>{children}</Frame>
      </Providers>
    </body>
  </html>
);

export default RootLayout;
