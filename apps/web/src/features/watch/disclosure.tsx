import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

type Props = { summary: ReactNode; children: ReactNode };

/** Content that is hidden until it is opened. */
export const Disclosure = ({ summary, children }: Props) => (
  <details className={styles.details}>
    <summary>
      <IconChevronDown size={16} aria-hidden className={styles.chevron} />
      {summary}
    </summary>
    <div className={styles.content}>{children}</div>
  </details>
);
