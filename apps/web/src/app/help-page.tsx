import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = {
  /** A short word above the title. */
  label: string;
  title: string;
  text: string;
  /** Where one may go from here. Real links: they work even when the page's scripts do not. */
  ways: readonly { href: string; label: string }[];
  children?: ReactNode;
};

/** A page that says what went wrong and how to go on. */
export const HelpPage = ({ label, title, text, ways, children }: Props) => (
  <Stack align="center" ta="center" justify="center" mih="60vh" gap="sm" maw={480} mx="auto">
    <Text size="sm" fw={600} c="indigo">
      {label}
    </Text>
    <Title order={1}>{title}</Title>
    <Text c="dimmed">{text}</Text>
    <Group mt="md" justify="center">
      {children}
      {ways.map(({ href, label: way }) => (
        <Button key={href} component="a" href={href} variant="default">
          {way}
        </Button>
      ))}
    </Group>
  </Stack>
);
