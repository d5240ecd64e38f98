import { Fragment } from 'react';
import styles from './facts-line.module.css';

/** `0:08 · 1280×720 · 8.37 MB`: wraps between facts only. */
export const FactsLine = ({ facts }: { facts: readonly string[] }) =>
  facts.map((fact, index) => (
    <Fragment key={fact}>
      {index > 0 && <span className={styles.separator}> · </span>}
      <span className={styles.fact}>{fact}</span>
    </Fragment>
  ));
