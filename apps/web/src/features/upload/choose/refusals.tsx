'use client';

import { Alert, List } from '@mantine/core';
import type { Refusal } from './refusal-of';

type Props = { refusals: readonly Refusal[]; onDismiss: () => void };

const MOST_NAMED = 4;

/** Which files were not taken, why, and what to do. */
export const Refusals = ({ refusals, onDismiss }: Props) => {
  if (refusals.length === 0) return null;
  const others = refusals.length - MOST_NAMED;
  return (
    <Alert
      color="yellow"
      title={refusals.length === 1 ? 'One file was left out' : `${refusals.length} files were left out`}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={onDismiss}
    >
      <List size="sm" spacing={2}>
        {refusals.slice(0, MOST_NAMED).map(({ id, fileName, reason }) => (
          <List.Item key={id}>
            <b>{fileName}</b>: {reason}
          </List.Item>
        ))}
        {others > 0 && <List.Item>and {others} more</List.Item>}
      </List>
    </Alert>
  );
};
