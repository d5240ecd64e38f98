'use client';

import { ActionIcon, Button, CloseButton } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { canProcessAgain } from '@/features/video/failure-advice';
import { isUnfinished } from '@/features/video/is-unfinished';
import type { BulkRequest } from './bulk-action-dialog';
import styles from './selection-bar.module.css';
import type { SelectionState } from './use-selection';

type Props = { selection: SelectionState; onAction: (request: BulkRequest) => void };

/** Actions on the selected videos. */
export const SelectionBar = ({ selection: { selected, shownCount, selectAll, clear }, onAction }: Props) => {
  useWindowEvent('keydown', ({ key }) => {
    // An open dialog or menu handles the key itself.
    if (key === 'Escape' && !document.querySelector('[role="dialog"], [role="menu"]')) clear();
  });
  return (
    <div className={styles.bar} role="toolbar" aria-label="Selection">
      <CloseButton aria-label="Clear selection" size="lg" onClick={clear} />
      <span className={styles.count} role="status">
        {selected.length} selected
      </span>
      <Button variant="subtle" size="compact-sm" onClick={selectAll}>
        Select all<span className={styles.total}>&nbsp;{shownCount}</span>
      </Button>
      <div className={styles.actions}>
        <ActionButton
          name="Process again"
          icon={<IconRefresh size={18} aria-hidden />}
          isDisabled={!selected.some((video) => !isUnfinished(video) && canProcessAgain(video))}
          onClick={() => onAction({ action: 'retry', videos: selected })}
        />
        <ActionButton
          name="Delete"
          color="red"
          icon={<IconTrash size={18} aria-hidden />}
          onClick={() => onAction({ action: 'delete', videos: selected })}
        />
      </div>
    </div>
  );
};

type ActionButtonProps = { name: string; icon: ReactNode; color?: string; isDisabled?: boolean; onClick: () => void };

const ActionButton = ({ name, icon, color, isDisabled = false, onClick }: ActionButtonProps) => {
  const props = { variant: 'light', disabled: isDisabled, onClick, ...(color && { color }) };
  return (
    <>
      <Button {...props} leftSection={icon} visibleFrom="xs">
        {name}
      </Button>
      <ActionIcon {...props} size={36} aria-label={name} hiddenFrom="xs">
        {icon}
      </ActionIcon>
    </>
  );
};
