import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = { title: 'Upload and watch' };

const style = { fontFamily: 'system-ui', maxWidth: '40rem', margin: '2rem auto', padding: '0 1rem' };

const Layout = ({ children }: { children: ReactNode }) => (
  <html lang="en">
    <body style={style}>{children}</body>
  </html>
);

export default Layout;
