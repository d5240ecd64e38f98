'use client';

import { ActionIcon, Group, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import styles from './copyable-id.module.css';

type Props = {
  /** What the ID identifies: `video ID`. */
  name: string;
  id: string;
};

/** An ID with a button that copies it and confirms. */
export const CopyableId = ({ name, id }: Props) => {
  const text = useRef<HTMLParagraphElement>(null);
  const { copied, copy, error } = useClipboard();
  // Pages without https have no clipboard: the ID is selected instead.
  useEffect(() => {
    if (error && text.current) window.getSelection()?.selectAllChildren(text.current);
  }, [error]);
  const outcome = copied ? 'Copied' : error ? 'Press Ctrl+C or ⌘C to copy' : undefined;
  return (
    <Group gap={4} wrap="nowrap" className={styles.line}>
      <Text ref={text} span inherit ff="monospace" fz="xs" className={styles.id}>
        {id}
      </Text>
      <Tooltip label={outcome} opened={outcome !== undefined} disabled={outcome === undefined}>
        <ActionIcon
          variant="subtle"
          color={copied ? 'teal' : 'gray'}
          size="sm"
          aria-label={`Copy ${name}`}
          onClick={() => copy(id)}
        >
          {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden role="status">{outcome}</VisuallyHidden>
    </Group>
  );
};
