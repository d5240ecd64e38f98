'use client';

import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { countOf } from '@media/core/display';
import { MAX_TAG_LENGTH } from '@media/core/tags';
import type { TagView } from '@media/sdk';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { fieldErrors } from '@/features/account/field-errors';
import styles from './manage-tags.module.css';
import { deletionText, mergeText, type Renaming, renamingOf } from './tag-change';
import { type OnReplaced, useTagCommands } from './use-tag-commands';

type Props = { tag: TagView; all: readonly TagView[]; onReplaced: OnReplaced };

/** A tag, which can be renamed, merged with another one, or deleted. */
export const TagRow = ({ tag, all, onReplaced }: Props) => {
  const [mode, setMode] = useState<'shown' | 'renamed' | 'deleted'>('shown');
  const close = () => setMode('shown');
  if (mode === 'renamed') return <RenameRow {...{ tag, all, onReplaced }} onClose={close} />;
  if (mode === 'deleted') return <DeleteRow tag={tag} onReplaced={onReplaced} onClose={close} />;
  return (
    <li className={styles.row}>
      <span className={styles.name}>{tag.name}</span>
      <Text size="sm" c="dimmed" className={styles.count}>
        {countOf(tag.videoCount, 'video')}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Rename ${tag.name}`}
        onClick={() => setMode('renamed')}
      >
        <IconPencil size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="red"
        size="lg"
        aria-label={`Delete ${tag.name}`}
        onClick={() => setMode('deleted')}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </li>
  );
};

const RenameRow = ({ tag, all, onReplaced, onClose }: Props & { onClose: () => void }) => {
  const [name, setName] = useState(tag.name);
  const [merge, setMerge] = useState<Extract<Renaming, { kind: 'merge' }>>();
  const { rename } = useTagCommands(onReplaced);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const renaming = renamingOf(tag, name, all);
    if (renaming.kind === 'none') return onClose();
    if (renaming.kind === 'merge' && !merge) return setMerge(renaming);
    rename.mutate({ name: tag.name, to: renaming.to }, { onSuccess: onClose });
  };
  const edit = (text: string) => {
    setName(text);
    setMerge(undefined);
  };
  return (
    <li className={styles.form}>
      <form onSubmit={submit} noValidate>
        <TextInput
          aria-label={`New name of ${tag.name}`}
          value={name}
          onChange={({ currentTarget }) => edit(currentTarget.value)}
          maxLength={MAX_TAG_LENGTH}
          readOnly={rename.isPending}
          error={fieldErrors(rename.error).name ?? rename.error?.message}
          errorProps={{ role: 'alert' }}
          autoFocus
        />
        {merge && (
          <Text size="sm" mt="xs" role="status">
            {mergeText(tag, merge.into)}
          </Text>
        )}
        <Buttons verb={merge ? 'Merge' : 'Rename'} isPending={rename.isPending} onClose={onClose} />
      </form>
    </li>
  );
};

const DeleteRow = ({ tag, onReplaced, onClose }: Omit<Props, 'all'> & { onClose: () => void }) => {
  const { remove } = useTagCommands(onReplaced);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(tag.name);
  };
  return (
    <li className={styles.form}>
      <form onSubmit={submit}>
        <Text size="sm">{deletionText(tag)}</Text>
        {remove.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {remove.error.message}
          </Text>
        )}
        <Buttons verb="Delete tag" color="red" isPending={remove.isPending} onClose={onClose} />
      </form>
    </li>
  );
};

type ButtonsProps = { verb: string; color?: string; isPending: boolean; onClose: () => void };

const Buttons = ({ verb, color, isPending, onClose }: ButtonsProps) => (
  <Group gap="xs" justify="flex-end" mt="xs">
    <Button size="xs" variant="default" onClick={onClose}>
      Cancel
    </Button>
    <Button size="xs" type="submit" loading={isPending} {...(color && { color })}>
      {verb}
    </Button>
  </Group>
);
