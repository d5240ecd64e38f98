'use client';

import { Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { countOf } from '@media/core/display';
import type { VideoView } from '@media/sdk';
import type { ReactNode } from 'react';
import { Outcome, Titles } from '../select/bulk-action-dialog';
import { useRetries } from '../select/use-retries';
import type { Edit } from './edited';
import { useBulkEdit } from './use-bulk-edit';

export type EditDialogProps = {
  videos: readonly VideoView[];
  isOpen: boolean;
  onClose: () => void;
  onDone: () => void;
};

type Props = Pick<EditDialogProps, 'isOpen' | 'onClose'> & { title: string; children: ReactNode };

export const EditDialog = ({ title, isOpen, onClose, children }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title={title}>
    {children}
  </Modal>
);

type FormProps = Omit<EditDialogProps, 'isOpen'> & {
  edits: readonly Edit[];
  /** What the button says. */
  verb: string;
  children: ReactNode;
};

/** The content of a dialog that edits videos: the form and, if it fails for some, which ones and why. */
export const EditForm = ({ videos, edits, verb, onClose, onDone, children }: FormProps) => {
  const edit = useBulkEdit();
  const finish = () => {
    notifications.show({ color: 'teal', message: `${countOf(videos.length, 'video')} updated.` });
    onDone();
  };
  const run = useRetries((some) => edit(some, edits), finish);
  if (run.failures.length > 0) return <Outcome past="updated" count={videos.length} run={run} onClose={onDone} />;
  return (
    <Stack>
      <Titles videos={videos} />
      {children}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={edits.length === 0} loading={run.isPending} onClick={() => run.start(videos)}>
          {verb}
        </Button>
      </Group>
    </Stack>
  );
};
