import './embed.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ThemeProvider } from '../theme-provider';

export const metadata: Metadata = { robots: { index: false } };

/** Runs in the frame of another site: no navigation and no session. */
const EmbedLayout = ({ children }: { children: ReactNode }) => <ThemeProvider>{children}</ThemeProvider>;

export default EmbedLayout;
