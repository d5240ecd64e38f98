import '@mantine/core/styles.css';
import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Frame } from './frame';
import { Providers } from './providers';
import { theme } from './theme';

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
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Providers>
          <Frame>{children}</Frame>
        </Providers>
      </MantineProvider>
    </body>
  </html>
);

export default RootLayout;
