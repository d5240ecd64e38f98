import { Skeleton, VisuallyHidden } from '@mantine/core';
import styles from '../item/video-item.module.css';
import type { View } from '../use-view';

const PLACES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** Same layout as the videos, so that nothing moves when they load. */
export const Placeholders = ({ view }: { view: View }) => (
  <div className={styles[view]} aria-busy>
    <VisuallyHidden role="status">Loading videos</VisuallyHidden>
    {PLACES.map((place) => (
      <div key={place} className={styles.item} aria-hidden>
        <Skeleton className={styles.frame} radius={0} />
        <div className={styles.heading}>
          <Skeleton height={16} my={5} width="70%" />
        </div>
        <div className={styles.meta}>
          <Skeleton height={16} my={2} width={120} />
        </div>
      </div>
    ))}
  </div>
);
