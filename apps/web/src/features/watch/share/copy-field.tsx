import { ActionIcon, Button, Group, Text, Textarea, TextInput, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type FocusEvent, useEffect, useRef } from 'react';

const CODE = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 'var(--mantine-font-size-xs)' } };
const SMALL = 36;

type Props = {
  label: string;
  description: string;
  value: string;
  isCode?: boolean;
  rows?: number;
  /** What the button says. */
  action?: string;
};

/** `page link` of `Page link`, but abbreviations stay: `API key`. */
const inSentence = (label: string): string => label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());

const selectAll = (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => event.currentTarget.select();

/** A text with a button that copies it and confirms. */
export const CopyField = ({ label, description, value, isCode = false, rows = 4, action = 'Copy' }: Props) => {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { copied, copy, error } = useClipboard();
  // Pages without https have no clipboard: the text is selected for copying by hand.
  useEffect(() => {
    if (error) field.current?.focus();
  }, [error]);
  const shared = { ref: field, label, description, value, readOnly: true, onFocus: selectAll };
  const button = {
    ...{ variant: 'default', onClick: () => copy(value) },
    // Contains what the button shows (WCAG 2.2, 2.5.3).
    'aria-label': copied ? 'Copied' : action === 'Copy' ? `Copy ${inSentence(label)}` : action,
  };
  const icon = copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />;
  return (
    <div>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        {isCode ? <Textarea {...shared} flex={1} rows={rows} styles={CODE} /> : <TextInput {...shared} flex={1} />}
        <Button {...button} miw={112} visibleFrom="xs" leftSection={icon}>
          {copied ? 'Copied' : action}
        </Button>
        <ActionIcon {...button} size={SMALL} hiddenFrom="xs">
          {icon}
        </ActionIcon>
      </Group>
      {error && (
        <Text size="sm" mt={4}>
          Press Ctrl+C or ⌘C to copy.
        </Text>
      )}
      <VisuallyHidden role="status">{copied ? `${label} copied` : ''}</VisuallyHidden>
    </div>
  );
};
