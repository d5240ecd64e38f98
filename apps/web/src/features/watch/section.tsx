import { Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = {
  title: string;
  /** To the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
};

export const Section = ({ title, aside, children }: Props) => (
  <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-label={title}>
    <Group justify="space-between" mb="md" gap="sm">
      <Title order={2} size="h3">
        {title}
      </Title>
      {aside}
    </Group>
    {children}
  </Paper>
);
