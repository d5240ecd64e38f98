import Link from 'next/link';
import type { ReactNode } from 'react';
import styles from './frame.module.css';
import { Logo } from './logo';

type Props = {
  /** The target of the logo. */
  home: '/' | '/videos';
  children?: ReactNode;
};

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
