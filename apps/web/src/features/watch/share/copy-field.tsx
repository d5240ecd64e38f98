import { ActionIcon, Button, CopyButton, Group, Textarea, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { FocusEvent } from 'react';

const CODE = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 'var(--mantine-font-size-xs)' } };

type Props = { label: string; description: string; value: string; isCode?: boolean; rows?: number };

/** `page link` of `Page link`, but abbreviations stay: `API key`. */
const inSentence = (label: string): string => label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());

// Pages without https have no clipboard: the text is selected for copying by hand.
const selectAll = (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => event.currentTarget.select();

export const CopyField = ({ label, description, value, isCode = false, rows = 4 }: Props) => {
  const shared = { label, description, value, readOnly: true, onFocus: selectAll, flex: 1 };
  return (
    <Group gap="xs" wrap="nowrap" align="flex-end">
      {isCode ? <Textarea {...shared} rows={rows} styles={CODE} /> : <TextInput {...shared} />}
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <>
            <Button
              variant="default"
              w={104}
              visibleFrom="xs"
              onClick={copy}
              aria-label={`Copy ${inSentence(label)}`}
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
            <ActionIcon
              variant="default"
              size={36}
              hiddenFrom="xs"
              onClick={copy}
              aria-label={copied ? 'Copied' : `Copy ${inSentence(label)}`}
            >
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          </>
        )}
      </CopyButton>
    </Group>
  );
};
