import { Button, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import Link from 'next/link';
import styles from '../library/states/states.module.css';

export const TrashEmpty = () => (
  <Stack align="center" gap="sm" className={styles.empty}>
    <ThemeIcon variant="light" color="gray" size={64} radius="xl">
      <IconTrash size={32} stroke={1.5} aria-hidden />
    </ThemeIcon>
    <Title order={2}>The trash is empty</Title>
    <Text c="dimmed" maw="26rem" ta="center">
      Videos that you delete come here first, so that you can restore them.
    </Text>
    <Button component={Link} href="/videos" variant="default" mt="xs">
      All videos
    </Button>
  </Stack>
);
