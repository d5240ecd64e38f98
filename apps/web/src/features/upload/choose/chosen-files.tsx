'use client';

import { ActionIcon, Text, TextInput } from '@mantine/core';
import { formatBytes } from '@media/core/display';
import { IconX } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { MAX_TITLE_LENGTH } from '@/features/video/rename/title-problem';
import { fileIdentity } from '../queue/unfinished-uploads';
import styles from './chosen-files.module.css';
import type { ChosenFile } from './selection';

type Props = {
  files: readonly ChosenFile[];
  onTitle: (file: File, title: string) => void;
  onRemove: (file: File) => void;
};

/** The files to upload, each with its size and an optional title. */
export const ChosenFiles = ({ files, onTitle, onRemove }: Props) => {
  if (files.length === 0) return null;
  const remove = (file: File, { currentTarget }: MouseEvent<HTMLElement>) => {
    focusNeighbor(currentTarget.closest('li'));
    onRemove(file);
  };
  return (
    <ul className={styles.files} aria-label="Files to upload">
      {files.map(({ file, title }) => (
        <li key={fileIdentity(file)} className={styles.file}>
          <Text size="sm" truncate title={file.name}>
            {file.name}
          </Text>
          <Text size="xs" c="dimmed" className={styles.size}>
            {formatBytes(file.size)}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${file.name}`}
            onClick={(event) => remove(file, event)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
          <TextInput
            size="xs"
            className={styles.title}
            aria-label={`Title of ${file.name}`}
            placeholder="Title (optional)"
            maxLength={MAX_TITLE_LENGTH}
            value={title}
            onChange={({ currentTarget }) => onTitle(file, currentTarget.value)}
          />
        </li>
      ))}
    </ul>
  );
};

/** Keeps keyboard focus in the list when a row is removed, or in the dialog when it was the last one. */
const focusNeighbor = (row: Element | null): void => {
  const neighbor = row?.nextElementSibling ?? row?.previousElementSibling;
  const target = neighbor?.querySelector('button') ?? row?.closest<HTMLElement>('[role=dialog]');
  target?.focus();
};
