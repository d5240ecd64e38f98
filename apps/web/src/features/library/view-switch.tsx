'use client';

import { VisuallyHidden } from '@mantine/core';
import { IconLayoutGrid, IconList } from '@tabler/icons-react';
import type { View } from './use-view';
import styles from './view-switch.module.css';

const VIEWS = [
  { view: 'grid', name: 'Grid', Icon: IconLayoutGrid },
  { view: 'list', name: 'List', Icon: IconList },
] as const satisfies { view: View; name: string; Icon: typeof IconList }[];

type Props = { view: View; onView: (view: View) => void };

/** Grid or list. Our own radio buttons: Mantine's SegmentedControl is 2 kB of script, which every visit would load. */
export const ViewSwitch = ({ view: current, onView }: Props) => (
  <div role="radiogroup" aria-label="View" className={styles.switch}>
    {VIEWS.map(({ view, name, Icon }) => (
      <label key={view} className={styles.choice} title={name}>
        <input
          type="radio"
          name="view"
          className={styles.input}
          checked={view === current}
          onChange={() => onView(view)}
        />
        <Icon size={18} aria-hidden />
        <VisuallyHidden>{name}</VisuallyHidden>
      </label>
    ))}
  </div>
);
