import { Badge, Button, type ButtonProps, type ElementProps } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { Ref } from 'react';
import { countFilters, type LibraryFilters } from '../filters';

type Props = { filters: LibraryFilters; ref?: Ref<HTMLButtonElement> } & ButtonProps &
  ElementProps<'button', keyof ButtonProps>;

export const FilterButton = ({ filters, ...props }: Props) => {
  const count = countFilters(filters);
  return (
    <Button
      variant="default"
      px="sm"
      leftSection={<IconFilter size={18} aria-hidden />}
      rightSection={count > 0 && <Badge circle>{count}</Badge>}
      {...props}
    >
      Filters
    </Button>
  );
};
