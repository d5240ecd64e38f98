import type { ReactNode } from 'react';
import styles from './frame.module.css';

/** A page below its bar. */
export const PageFrame = ({ header, children }: { header: ReactNode; children: ReactNode }) => (
  <>
    <a href="#content" className={styles.skip}>
      Skip to content
    </a>
    {header}
    {/* Takes the focus from the skip link; not in the tab order by itself. */}
    <main id="content" tabIndex={-1} className={styles.main}>
      {children}
    </main>
  </>
);
