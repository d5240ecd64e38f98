'use client';

import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useSignOut } from './use-sign-out';

type Props = { opened: boolean; onClose: () => void };

export const SignOutEverywhere = ({ opened, onClose }: Props) => {
  const signOut = useSignOut();
  return (
    <Modal opened={opened} onClose={onClose} title="Sign out everywhere?">
      <Stack>
        <Text size="sm">
          This signs you out on all your devices, including this one. Playback links that you made stop working.
        </Text>
        {signOut.error && <Alert color="red">{signOut.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="red"
            loading={signOut.isPending || signOut.isSuccess}
            onClick={() => signOut.mutate('everywhere')}
          >
            Sign out everywhere
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
