import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '../frame/logo';
import { ThemeProvider } from '../theme-provider';
import styles from './viewer.module.css';

/** Pages for people without an account, who come to watch one video: no navigation and no session. */
const ViewerLayout = ({ children }: { children: ReactNode }) => (
  <ThemeProvider>
    <div className={styles.layout}>
      <main>{children}</main>
      <footer className={styles.footer}>
        <Link href="/" className={styles.brand}>
          <Logo />
          Media Processor
        </Link>
      </footer>
    </div>
  </ThemeProvider>
);

export default ViewerLayout;
