'use client';

import { ChoiceSelect } from './choice-select';
import { SORT_CHOICES } from './choices';
import { Filters } from './filter/filter-menu';
import type { LibraryFilters } from './filters';
import { SearchBox } from './search-box';
import styles from './toolbar.module.css';
import { changeFilters } from './use-filters';
import type { View } from './use-view';
import { ViewSwitch } from './view-switch';

type Props = { filters: LibraryFilters; view: View; onView: (view: View) => void; onManageTags: () => void };

/** Search, filters, order and layout of the library. */
export const Toolbar = ({ filters, view, onView, onManageTags }: Props) => (
  <search className={styles.toolbar}>
    <div className={styles.search}>
      <SearchBox q={filters.q} onSearch={(q) => changeFilters({ q }, 'replace')} />
    </div>
    <div className={styles.choices}>
      <Filters filters={filters} onManageTags={onManageTags} />
      <ChoiceSelect
        label="Sort by"
        choices={SORT_CHOICES}
        value={filters.sort}
        onChange={(sort) => changeFilters({ sort })}
      />
    </div>
    <ViewSwitch view={view} onView={onView} />
  </search>
);
