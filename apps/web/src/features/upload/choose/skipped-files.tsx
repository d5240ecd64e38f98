'use client';

import { Alert, List } from '@mantine/core';
import type { SkippedFile } from './skip-reason';

type Props = { skipped: readonly SkippedFile[]; onDismiss: () => void };

const MAX_LISTED = 4;

/** The files that won't be uploaded, and why. */
export const SkippedFiles = ({ skipped, onDismiss }: Props) => {
  if (skipped.length === 0) return null;
  const others = skipped.length - MAX_LISTED;
  return (
    <Alert
      color="yellow"
      title={skipped.length === 1 ? '1 file was skipped' : `${skipped.length} files were skipped`}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={onDismiss}
    >
      <List size="sm" spacing={2}>
        {skipped.slice(0, MAX_LISTED).map(({ id, fileName, reason }) => (
          <List.Item key={id}>
            <b>{fileName}</b>: {reason}
          </List.Item>
        ))}
        {others > 0 && <List.Item>and {others} more</List.Item>}
      </List>
    </Alert>
  );
};
