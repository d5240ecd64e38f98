import { Overlay, Stack, Text } from '@mantine/core';
import { IconEye, IconUpload } from '@tabler/icons-react';

type Props = { title: string; text: string; isRefused?: boolean };

/** Covers the page while files are dragged over it. */
export const DropOverlay = ({ title, text, isRefused = false }: Props) => {
  const [color, Icon] = isRefused
    ? (['--mantine-color-default-border', IconEye] as const)
    : (['--mantine-primary-color-filled', IconUpload] as const);
  return (
    <Overlay fixed zIndex={400} color="var(--mantine-color-body)" backgroundOpacity={0.85} blur={8} p="lg">
      <Stack
        h="100%"
        align="center"
        justify="center"
        gap="xs"
        style={{ border: `2px dashed var(${color})`, borderRadius: 'var(--mantine-radius-lg)' }}
      >
        <Icon size={48} stroke={1.5} aria-hidden />
        <Text size="xl" fw={600}>
          {title}
        </Text>
        <Text c="dimmed" maw="32rem" ta="center">
          {text}
        </Text>
      </Stack>
    </Overlay>
  );
};
