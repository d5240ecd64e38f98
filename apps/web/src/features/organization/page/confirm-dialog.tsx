import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';

type Props = {
  title: string;
  text: string;
  /** What the button says. */
  action: string;
  isOpen: boolean;
  isBusy: boolean;
  error?: Error | null;
  onConfirm: () => void;
  onClose: () => void;
};

export const ConfirmDialog = ({ title, text, action, isOpen, isBusy, error, onConfirm, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title={title}>
    <Stack>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      {error && <Alert color="red">{error.message}</Alert>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red" loading={isBusy} onClick={onConfirm}>
          {action}
        </Button>
      </Group>
    </Stack>
  </Modal>
);
