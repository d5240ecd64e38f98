'use client';

import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

const DEBOUNCE_MS = 250;

type Props = { q: string; onSearch: (q: string) => void };

/** Searches while the user types. */
export const SearchBox = ({ q, onSearch }: Props) => {
  const [text, setText] = useState(q);
  const sent = useRef(q);
  const send = (value: string) => {
    sent.current = value.trim();
    onSearch(sent.current);
  };
  const sendLater = useDebouncedCallback(send, DEBOUNCE_MS);

  useEffect(() => {
    // Only changes from elsewhere: our own search must not overwrite what has been typed since.
    if (q !== sent.current) setText(q);
    sent.current = q;
  }, [q]);

  const change = (value: string) => {
    setText(value);
    sendLater(value);
  };
  return (
    <TextInput
      type="search"
      aria-label="Search videos"
      placeholder="Search titles, tags, file names"
      maxLength={200}
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={text !== '' && <CloseButton aria-label="Clear search" onClick={() => change('')} />}
    />
  );
};
