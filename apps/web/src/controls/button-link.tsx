import Link from 'next/link';
import type { ReactNode } from 'react';
import styles from './controls.module.css';

type Props = {
  href: string;
  variant: 'filled' | 'default' | 'subtle';
  size?: 'md' | 'compact';
  children: ReactNode;
};

/** A link styled as a button, without the component library. */
export const ButtonLink = ({ href, variant, size, children }: Props) => (
  <Link href={href} className={styles.button} data-variant={variant} data-size={size}>
    {children}
  </Link>
);
