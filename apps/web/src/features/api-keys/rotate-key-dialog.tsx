'use client';

import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import type { ApiKeyView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganization } from '@/features/organization/organization-context';
import { KeyDialog, type KeyDialogContent } from './key-dialog';
import { ShownKey } from './shown-key';
import { useRefreshApiKeys } from './use-api-keys';

type Props = { apiKey: ApiKeyView; isOpen: boolean; onClose: () => void };

const OVERLAPS = [
  { value: '0', label: 'Immediately' },
  { value: '3600', label: 'In an hour' },
  { value: '86400', label: 'In a day' },
  { value: '604800', label: 'In a week' },
];

/** Replaces a key and shows the new one. */
export const RotateKeyDialog = ({ apiKey, isOpen, onClose }: Props) => (
  <KeyDialog title={`Rotate ${apiKey.name}`} isOpen={isOpen} onClose={onClose}>
    {(content) => <Form apiKey={apiKey} {...content} />}
  </KeyDialog>
);

const Form = ({ apiKey: { id, expiresAt }, onShown, onClose }: KeyDialogContent & Pick<Props, 'apiKey'>) => {
  const { client } = useOrganization();
  const refresh = useRefreshApiKeys();
  const [overlap, setOverlap] = useState('86400');
  const rotate = useMutation({
    mutationFn: () => client.apiKeys.rotate(id, { overlapSeconds: Number(overlap) }),
    onSettled: refresh,
  });
  if (rotate.data) return <ShownKey value={rotate.data.key} onClose={onClose} />;
  return (
    <Stack>
      <Text size="sm">
        A new key replaces this one and can do the same.{expiresAt && ' It expires at the same time.'} You see it only
        once.
      </Text>
      <NativeSelect
        label="When the old key stops working"
        data={OVERLAPS}
        value={overlap}
        onChange={({ currentTarget }) => setOverlap(currentTarget.value)}
      />
      {rotate.error && <Alert color="red">{rotate.error.message}</Alert>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={rotate.isPending} onClick={() => rotate.mutate(undefined, { onSuccess: onShown })}>
          Rotate
        </Button>
      </Group>
    </Stack>
  );
};
