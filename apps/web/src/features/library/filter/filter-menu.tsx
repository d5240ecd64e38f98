'use client';

import { notifyMenuFailed } from '@/features/menu/notify-menu-failed';
import { useMenuOnDemand } from '@/features/menu/use-menu-on-demand';
import { FilterButton } from './filter-button';
import type { OpenFiltersProps } from './open-filters';

const load = () => import('./open-filters').then(({ OpenFilters }) => OpenFilters);

/** The filters behind their button, loaded on first use. */
export const Filters = (props: OpenFiltersProps) => {
  const { OpenMenu, button } = useMenuOnDemand(load, notifyMenuFailed);
  if (OpenMenu) return <OpenMenu {...props} />;
  return <FilterButton filters={props.filters} {...button} aria-haspopup="dialog" />;
};
