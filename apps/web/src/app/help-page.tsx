import type { ReactNode } from 'react';
import controls from '@/controls/controls.module.css';
import styles from './help-page.module.css';

type Props = {
  /** A short word above the title. */
  label: string;
  title: string;
  text: string;
  /** Where one may go from here. Real links: they work even when the page's scripts do not. */
  ways: readonly { href: string; label: string }[];
  children?: ReactNode;
};

/** A page that says what went wrong and how to go on. */
export const HelpPage = ({ label, title, text, ways, children }: Props) => (
  <div className={styles.page}>
    <p className={styles.label}>{label}</p>
    <h1 className={styles.title}>{title}</h1>
    <p className={styles.text}>{text}</p>
    <div className={`${controls.group} ${styles.ways}`}>
      {children}
      {ways.map(({ href, label: way }) => (
        <a key={href} href={href} className={controls.button} data-variant="default">
          {way}
        </a>
      ))}
    </div>
  </div>
);
