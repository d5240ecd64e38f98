'use client';

import { Button, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { UserView } from '@media/sdk';
import { DeleteAccountForm } from './delete-account-form';

/** What goes and what stays, and the dialog that deletes the account. */
export const DeleteAccount = ({ user }: { user: UserView }) => {
  const [isOpen, dialog] = useDisclosure();
  const [personal] = user.organizations;
  return (
    <Stack align="flex-start" style={{ overflowWrap: 'anywhere' }}>
      <div>
        <Text fw={550}>What is deleted</Text>
        <List size="sm">
          <List.Item>Your name, email address and password. You are signed out everywhere.</List.Item>
          <List.Item>
            Your personal organization {personal && <strong>{personal.name}</strong>} with all its videos and files,
            unless it has other members.
          </List.Item>
          <List.Item>
            Your API keys, playback links and the invitations that you sent. They stop working at once.
          </List.Item>
        </List>
      </div>
      <div>
        <Text fw={550}>What stays</Text>
        <List size="sm">
          <List.Item>Other organizations, with the videos that you uploaded there.</List.Item>
        </List>
      </div>
      <Text size="sm">
        If you are the only owner of an organization, you decide first whether to hand it over or to delete it.
      </Text>
      <Button color="red" variant="light" onClick={dialog.open}>
        Delete account
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title="Delete your account?">
        <DeleteAccountForm user={user} onCancel={dialog.close} />
      </Modal>
    </Stack>
  );
};
