'use client';

import { Alert, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { tagKey } from '@media/core/tags';
import { useState } from 'react';
import { useTags } from '../use-tags';
import styles from './manage-tags.module.css';
import { TagRow } from './tag-row';
import type { OnReplaced } from './use-tag-commands';

/** With more tags, the others are found by their names. */
const MOST_SHOWN = 100;
/** With fewer, there is nothing to search. */
const LEAST_SEARCHED = 10;

type Props = { isOpen: boolean; onClose: () => void; onReplaced: OnReplaced };

/** Renames, merges and deletes the tags of the organization. */
export const ManageTags = ({ isOpen, onClose, onReplaced }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="Tags">
    <Content onReplaced={onReplaced} />
  </Modal>
);

const Content = ({ onReplaced }: Pick<Props, 'onReplaced'>) => {
  const { data: tags, error } = useTags();
  const [search, setSearch] = useState('');
  if (!tags) return error ? <Alert color="red">{error.message}</Alert> : <Skeleton height={160} />;
  const found = tags.filter(({ name }) => tagKey(name).includes(tagKey(search.trim())));
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {tags.length === 0
          ? 'No video has a tag yet. Add tags on the page of a video, or to several selected videos at once.'
          : 'A change applies to all videos with the tag. To merge two tags, give one the name of the other.'}
      </Text>
      {tags.length >= LEAST_SEARCHED && (
        <TextInput
          type="search"
          aria-label="Search tags"
          placeholder="Search tags"
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      )}
      <ul className={styles.list} aria-label="Tags">
        {found.slice(0, MOST_SHOWN).map((tag) => (
          <TagRow key={tag.name} tag={tag} all={tags} onReplaced={onReplaced} />
        ))}
      </ul>
      {found.length > MOST_SHOWN && (
        <Text size="sm" c="dimmed">
          The first {MOST_SHOWN} of {found.length} tags. Search to find the others.
        </Text>
      )}
    </Stack>
  );
};
