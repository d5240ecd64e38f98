'use client';

import { Radio, Stack } from '@mantine/core';
import { ChoiceCard } from '@/controls/choice-card';
import { useRecipes } from './use-recipes';

type Props = { value: string; onChange: (recipe: string) => void };

/** Selects the recipe, with a description of each. */
export const RecipeChoice = ({ value, onChange }: Props) => {
  const { data: recipes = [] } = useRecipes();
  return (
    <Radio.Group label="Output preset" value={value} onChange={onChange}>
      <Stack gap="xs" mt={6}>
        {recipes.map(({ name, title, description }) => (
          <ChoiceCard key={name} value={name} title={title} text={description} />
        ))}
      </Stack>
    </Radio.Group>
  );
};
