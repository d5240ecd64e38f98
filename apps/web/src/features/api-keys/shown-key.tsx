import { Button, Group, Stack, Text } from '@mantine/core';
import { CopyField } from '@/features/watch/share/copy-field';

/** A new key, which can't be shown again. */
export const ShownKey = ({ value, onClose }: { value: string; onClose: () => void }) => (
  <Stack>
    <Text size="sm">Copy the key now and keep it in a safe place. You can't see it again.</Text>
    {/* Two lines show all of it, on a phone too. */}
    <CopyField
      label="API key"
      description="Send it as “Authorization: Bearer” followed by the key."
      value={value}
      isCode
      rows={2}
    />
    <Group justify="flex-end">
      <Button onClick={onClose}>Done</Button>
    </Group>
  </Stack>
);
