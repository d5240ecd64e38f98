'use client';

import { ActionIcon, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { formatBytes } from '@/format/format-bytes';
import { fileIdentity } from '../queue/unfinished-uploads';
import styles from './chosen-files.module.css';

type Props = { files: readonly File[]; onRemove: (file: File) => void };

/** The files that will be sent, each of which can be taken off again. */
export const ChosenFiles = ({ files, onRemove }: Props) => {
  if (files.length === 0) return null;
  const remove = (file: File, { currentTarget }: MouseEvent<HTMLElement>) => {
    focusBeside(currentTarget.closest('li'));
    onRemove(file);
  };
  return (
    <ul className={styles.files} aria-label="Files to upload">
      {files.map((file) => (
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
        </li>
      ))}
    </ul>
  );
};

/** The button goes with its row: whoever works by keyboard continues with the next one, or leaves the list that ends. */
const focusBeside = (row: Element | null): void => {
  const other = row?.nextElementSibling ?? row?.previousElementSibling;
  const target = other?.querySelector('button') ?? row?.closest<HTMLElement>('[role=dialog]');
  target?.focus();
};
