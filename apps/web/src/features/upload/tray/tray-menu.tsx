'use client';

import { ActionIcon, Button, Group, Menu, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPlayerPlay, IconPlus, IconRefresh, IconTrash, IconX } from '@tabler/icons-react';
import { isRetryable, type UploadItem } from '../queue/upload-item';
import { useUploads, useUploadsState } from '../uploads-context';

type Props = { items: readonly UploadItem[] };

/** The less frequent actions. */
export const TrayMenu = ({ items }: Props) => {
  const uploads = useUploads();
  const { queue } = useUploadsState(uploads);
  const [isConfirming, confirmation] = useDisclosure();
  const keysOf = (isWanted: (item: UploadItem) => boolean) => items.filter(isWanted).map(({ key }) => key);
  const unsent = keysOf(({ status }) => status !== 'done');
  const paused = keysOf(({ status }) => status === 'paused');
  const retryable = keysOf(isRetryable);
  const done = keysOf(({ status }) => status === 'done');
  const entry = (Icon: typeof IconX, label: string, onClick: () => void, color?: string) => (
    <Menu.Item leftSection={<Icon size={16} aria-hidden />} color={color} onClick={onClick}>
      {label}
    </Menu.Item>
  );

  return (
    <>
      <Menu position="top-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label="More upload actions">
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {entry(IconPlus, 'Add files', () => void uploads.choose())}
          {paused.length > 0 && entry(IconPlayerPlay, 'Resume all', () => queue?.resume(...paused))}
          {retryable.length > 0 && entry(IconRefresh, 'Retry failed', () => queue?.resume(...retryable))}
          {done.length > 0 && entry(IconX, 'Clear finished', () => void queue?.remove(...done))}
          {unsent.length > 0 && entry(IconTrash, 'Cancel all', confirmation.open, 'red')}
        </Menu.Dropdown>
      </Menu>
      <CancelDialog
        count={unsent.length}
        isOpen={isConfirming}
        onClose={confirmation.close}
        onCancel={() => void queue?.remove(...unsent)}
      />
    </>
  );
};

type CancelProps = { count: number; isOpen: boolean; onClose: () => void; onCancel: () => void };

const CancelDialog = ({ count, isOpen, onClose, onCancel }: CancelProps) => (
  <Modal
    opened={isOpen}
    onClose={onClose}
    title={count === 1 ? 'Cancel this upload?' : `Cancel ${count} uploads?`}
    size="sm"
  >
    <Text size="sm">The data uploaded so far is discarded. Files that finished uploading are kept.</Text>
    <Group justify="flex-end" mt="lg">
      <Button variant="default" onClick={onClose}>
        Keep uploading
      </Button>
      <Button
        color="red"
        onClick={() => {
          onCancel();
          onClose();
        }}
      >
        {count === 1 ? 'Cancel upload' : 'Cancel uploads'}
      </Button>
    </Group>
  </Modal>
);
