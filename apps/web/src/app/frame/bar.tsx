import Link from 'next/link';
import type { ReactNode } from 'react';
import styles from './frame.module.css';
import { Logo } from './logo';

type Props = {
  /** Where the name of the product leads. */
  home: '/' | '/videos';
  children?: ReactNode;
};

/** The bar at the top of every page. */
export const Bar = ({ home, children }: Props) => (
  <header className={styles.header}>
    <div className={styles.bar}>
      <Link href={home} className={styles.brand} aria-label="Media Processor">
        <Logo />
        <span className={styles.brandName}>Media Processor</span>
      </Link>
      {children}
    </div>
  </header>
);
