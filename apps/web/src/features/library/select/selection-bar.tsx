'use client';

import { ActionIcon, Button, CloseButton } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconEye, IconRefresh, IconTag, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { canProcessAgain } from '@/features/video/failure-advice';
import { isUnfinished } from '@/features/video/is-unfinished';
import type { LibraryRequest } from './bulk-action-dialog';
import styles from './selection-bar.module.css';
import type { SelectionState } from './use-selection';

type BarProps = { selection: SelectionState; children: ReactNode };

/** How many videos are selected, and what to do with them. */
export const SelectionTools = ({ selection: { selected, shownCount, selectAll, clear }, children }: BarProps) => {
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
      <div className={styles.actions}>{children}</div>
    </div>
  );
};

type Props = { selection: SelectionState; onAction: (request: LibraryRequest) => void };

/** Actions on the selected videos. */
export const SelectionBar = ({ selection, onAction }: Props) => {
  const { selected } = selection;
  return (
    <SelectionTools selection={selection}>
      <ActionButton
        name="Tags"
        icon={<IconTag size={18} aria-hidden />}
        onClick={() => onAction({ action: 'tags', videos: selected })}
      />
      <ActionButton
        name="Visibility"
        icon={<IconEye size={18} aria-hidden />}
        onClick={() => onAction({ action: 'visibility', videos: selected })}
      />
      <ActionButton
        name="Process again"
        icon={<IconRefresh size={18} aria-hidden />}
        isDisabled={!selected.some((video) => !isUnfinished(video) && canProcessAgain(video))}
        onClick={() => onAction({ action: 'retry', videos: selected })}
      />
      <ActionButton
        name="Move to trash"
        color="red"
        icon={<IconTrash size={18} aria-hidden />}
        onClick={() => onAction({ action: 'trash', videos: selected })}
      />
    </SelectionTools>
  );
};

type ActionButtonProps = { name: string; icon: ReactNode; color?: string; isDisabled?: boolean; onClick: () => void };

export const ActionButton = ({ name, icon, color, isDisabled = false, onClick }: ActionButtonProps) => {
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
