import type { ReactNode } from 'react';
import styles from './frame.module.css';

export const PageFrame = ({ header, children }: { header: ReactNode; children: ReactNode }) => (
  <>
    <a href="#content" className={styles.skip}>
      Skip to content
    </a>
    {header}
    {/* Focusable for the skip link, but not a tab stop. */}
    <main id="content" tabIndex={-1} className={styles.main}>
      {children}
    </main>
  </>
);
