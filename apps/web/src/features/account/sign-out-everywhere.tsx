'use client';

import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useSignOut } from './use-sign-out';

type Props = { opened: boolean; onClose: () => void };

/** Asks before every device is signed out, for it cannot be taken back. */
export const SignOutEverywhere = ({ opened, onClose }: Props) => {
  const signOut = useSignOut();
  return (
    <Modal opened={opened} onClose={onClose} title="Sign out everywhere">
      <Stack>
        <Text size="sm">
          All your sessions end at once, on every device and in this browser. You sign in again with your password.
        </Text>
        {signOut.error && <Alert color="red">{signOut.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep them
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
