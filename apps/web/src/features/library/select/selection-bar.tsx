'use client';

import { ActionIcon, Button, CloseButton } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { canProcessAgain } from '@/features/video/failure-advice';
import { isUnfinished } from '@/features/video/is-unfinished';
import type { Asked } from './bulk-action-dialog';
import styles from './selection-bar.module.css';
import type { SelectionState } from './use-selection';

type Props = { selection: SelectionState; onAsk: (asked: Asked) => void };

/** What can be done with all that is selected. */
export const SelectionBar = ({ selection: { selected, shownCount, chooseAll, clear }, onAsk }: Props) => {
  useWindowEvent('keydown', ({ key }) => {
    // A dialog or a menu that is open takes the key for itself.
    if (key === 'Escape' && !document.querySelector('[role="dialog"], [role="menu"]')) clear();
  });
  return (
    <div className={styles.bar} role="toolbar" aria-label="Selection">
      <CloseButton aria-label="Clear selection" size="lg" onClick={clear} />
      <span className={styles.count} role="status">
        {selected.length} selected
      </span>
      <Button variant="subtle" size="compact-sm" onClick={chooseAll}>
        Select all {shownCount}
      </Button>
      <div className={styles.actions}>
        <DeedButton
          name="Process again"
          icon={<IconRefresh size={18} aria-hidden />}
          isDisabled={!selected.some((video) => !isUnfinished(video) && canProcessAgain(video))}
          onClick={() => onAsk({ action: 'retry', videos: selected })}
        />
        <DeedButton
          name="Delete"
          color="red"
          icon={<IconTrash size={18} aria-hidden />}
          onClick={() => onAsk({ action: 'delete', videos: selected })}
        />
      </div>
    </div>
  );
};

type DeedButtonProps = { name: string; icon: ReactNode; color?: string; isDisabled?: boolean; onClick: () => void };

const DeedButton = ({ name, icon, color, isDisabled = false, onClick }: DeedButtonProps) => {
  const look = { variant: 'light', disabled: isDisabled, onClick, ...(color && { color }) };
  return (
    <>
      <Button {...look} leftSection={icon} visibleFrom="xs">
        {name}
      </Button>
      <ActionIcon {...look} size={36} aria-label={name} hiddenFrom="xs">
        {icon}
      </ActionIcon>
    </>
  );
};
