'use client';

import { Drawer, Popover } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useOpenMenu } from '@/features/menu/use-open-menu';
import type { LibraryFilters } from '../filters';
import { FilterButton } from './filter-button';
import { FilterForm } from './filter-form';
import styles from './filter-form.module.css';

export type OpenFiltersProps = { filters: LibraryFilters; onManageTags: () => void };

/** As wide as the breakpoint of the toolbar. */
const PHONE = '(max-width: 48em)';

/** The filters: below their button, or in a sheet on a phone. */
export const OpenFilters = ({ filters, onManageTags }: OpenFiltersProps) => {
  const { menu, target } = useOpenMenu();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const close = () => menu.onChange(false);
  const manageTags = () => {
    close();
    onManageTags();
  };
  const form = <FilterForm filters={filters} onManageTags={manageTags} onDone={close} />;
  const toggle = () => menu.onChange(!menu.opened);
  if (isPhone)
    return (
      <>
        <FilterButton ref={target} filters={filters} aria-haspopup="dialog" onClick={toggle} />
        <Drawer
          opened={menu.opened}
          onClose={close}
          position="bottom"
          radius="lg"
          title="Filters"
          classNames={{ content: styles.sheet }}
          styles={{ title: { fontWeight: 650 } }}
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          {form}
        </Drawer>
      </>
    );
  return (
    <Popover {...menu} position="bottom-start" width={400} shadow="md" radius="lg" trapFocus returnFocus>
      <Popover.Target>
        <FilterButton ref={target} filters={filters} onClick={toggle} />
      </Popover.Target>
      <Popover.Dropdown aria-label="Filters" p="lg">
        {form}
      </Popover.Dropdown>
    </Popover>
  );
};
