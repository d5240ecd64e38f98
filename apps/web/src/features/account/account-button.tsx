import { Button, type ButtonProps, type ElementProps, Text } from '@mantine/core';
import { IconChevronDown, IconUserCircle } from '@tabler/icons-react';
import type { Ref } from 'react';

type Props = { name: string; ref?: Ref<HTMLButtonElement> } & Omit<ButtonProps, 'name'> &
  ElementProps<'button', keyof ButtonProps | 'name'>;

export const AccountButton = ({ name, ...props }: Props) => (
  <Button
    variant="subtle"
    color="gray"
    px="xs"
    aria-label={`Account menu for ${name}`}
    leftSection={<IconUserCircle size={22} stroke={1.75} aria-hidden />}
    rightSection={<IconChevronDown size={14} aria-hidden />}
    {...props}
  >
    <Text span size="sm" fw={550} maw={200} truncate visibleFrom="sm">
      {name}
    </Text>
  </Button>
);
