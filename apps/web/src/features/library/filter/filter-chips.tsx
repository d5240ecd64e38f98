'use client';

import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRecipes } from '@/features/upload/choose/use-recipes';
import type { LibraryFilters } from '../filters';
import { changeFilters, clearFilters } from '../use-filters';
import { chipsOf } from './chips-of';
import styles from './filter-chips.module.css';

/** The filters in words. A click removes one of them, or all with the search. */
export const FilterChips = ({ filters }: { filters: LibraryFilters }) => {
  const { data: recipes = [] } = useRecipes();
  const chips = chipsOf(filters, (recipe) => recipes.find(({ name }) => name === recipe)?.title ?? recipe);
  return (
    <div className={styles.row}>
      <ul className={styles.chips} aria-label="Active filters">
        {chips.map(({ name, value, without }) => (
          <li key={`${name} ${value}`}>
            <button
              type="button"
              className={styles.chip}
              aria-label={`Remove filter ${name}: ${value}`}
              onClick={() => changeFilters(without)}
            >
              <span className={styles.name}>{name}:</span>
              <span className={styles.value}>{value}</span>
              <IconX size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => clearFilters()}>
        Clear all
      </Button>
    </div>
  );
};
