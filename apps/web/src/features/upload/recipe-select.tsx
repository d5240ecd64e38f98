'use client';

import { NativeSelect } from '@mantine/core';
import { useRecipes } from './use-recipes';

type Props = { value: string; onChange: (recipe: string) => void };

/** Which recipe to follow, with what it makes. */
export const RecipeSelect = ({ value, onChange }: Props) => {
  const { data: recipes = [] } = useRecipes();
  const chosen = recipes.find(({ name }) => name === value);
  return (
    <NativeSelect
      label="Make of it"
      description={chosen?.description ?? ' '}
      inputWrapperOrder={['label', 'input', 'description']}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={recipes.length > 0 ? recipes.map(({ name, title }) => ({ value: name, label: title })) : [value]}
    />
  );
};
