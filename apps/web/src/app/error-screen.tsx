import type { ReactNode } from 'react';
import controls from '@/controls/controls.module.css';
import styles from './error-screen.module.css';

type Props = {
  /** Small text above the title, such as `404`. */
  label: string;
  title: string;
  text: string;
  /** Next steps. Plain links, which work even if the page's scripts don't. */
  links: readonly { href: string; label: string }[];
  children?: ReactNode;
};

export const ErrorScreen = ({ label, title, text, links, children }: Props) => (
  <div className={styles.page}>
    <p className={styles.label}>{label}</p>
    <h1 className={styles.title}>{title}</h1>
    <p className={styles.text}>{text}</p>
    <div className={`${controls.group} ${styles.links}`}>
      {children}
      {links.map(({ href, label: linkLabel }) => (
        <a key={href} href={href} className={controls.button} data-variant="default">
          {linkLabel}
        </a>
      ))}
    </div>
  </div>
);
