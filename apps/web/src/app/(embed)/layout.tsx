import './embed.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ThemeProvider } from '../theme-provider';

export const metadata: Metadata = { robots: { index: false } };

/** Alone in somebody's frame: no bar and no session. */
const EmbedLayout = ({ children }: { children: ReactNode }) => <ThemeProvider>{children}</ThemeProvider>;

export default EmbedLayout;
