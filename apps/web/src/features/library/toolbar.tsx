'use client';

import { Button, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconLayoutGrid, IconList } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useRecipes } from '@/features/upload/choose/use-recipes';
import { ChoiceSelect } from './choice-select';
import { type Choice, isNarrowed, type LibraryFilters, SORT_CHOICES, STATUS_CHOICES } from './filters';
import { SearchBox } from './search-box';
import styles from './toolbar.module.css';
import { changeFilters, clearFilters } from './use-filters';
import type { View } from './use-view';

type Props = { filters: LibraryFilters; view: View; onView: (view: View) => void };

/** Search, filters, order and layout of the library. */
export const Toolbar = ({ filters, view, onView }: Props) => (
  <search className={styles.toolbar}>
    <div className={styles.search}>
      <SearchBox q={filters.q} onSearch={(q) => changeFilters({ q }, 'replace')} />
    </div>
    <div className={styles.choices}>
      <ChoiceSelect
        label="Status"
        choices={STATUS_CHOICES}
        value={filters.status}
        onChange={(status) => changeFilters({ status })}
      />
      <RecipeSelect recipe={filters.recipe} />
      <ChoiceSelect
        label="Sort by"
        choices={SORT_CHOICES}
        value={filters.sort}
        onChange={(sort) => changeFilters({ sort })}
      />
    </div>
    {isNarrowed(filters) && (
      <Button variant="subtle" color="gray" px="xs" className={styles.clear} onClick={clearFilters}>
        Clear filters
      </Button>
    )}
    <SegmentedControl
      className={styles.view}
      aria-label="View"
      value={view}
      onChange={onView}
      data={[
        { value: 'grid', label: <ViewLabel name="Grid" icon={<IconLayoutGrid size={18} aria-hidden />} /> },
        { value: 'list', label: <ViewLabel name="List" icon={<IconList size={18} aria-hidden />} /> },
      ]}
    />
  </search>
);

const RecipeSelect = ({ recipe }: { recipe: string }) => {
  const { data: recipes = [] } = useRecipes();
  const choices: Choice<string>[] = [
    { value: '', label: 'Any preset' },
    ...recipes.map(({ name, title }) => ({ value: name, label: title })),
  ];
  // A URL can name a recipe that isn't listed.
  if (recipe !== '' && !recipes.some(({ name }) => name === recipe)) choices.push({ value: recipe, label: recipe });
  return (
    <ChoiceSelect
      label="Output preset"
      choices={choices}
      value={recipe}
      onChange={(chosenRecipe) => changeFilters({ recipe: chosenRecipe })}
    />
  );
};

const ViewLabel = ({ name, icon }: { name: string; icon: ReactNode }) => (
  <span className={styles.viewLabel}>
    {icon}
    <VisuallyHidden>{name}</VisuallyHidden>
  </span>
);
