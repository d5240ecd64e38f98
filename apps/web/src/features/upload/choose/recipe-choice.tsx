'use client';

import { Group, Radio, Stack, Text } from '@mantine/core';
import type { RecipeView } from '@media/sdk';
import styles from './recipe-choice.module.css';
import { useRecipes } from './use-recipes';

type Props = { value: string; onChange: (recipe: string) => void };

/** Selects the recipe, with a description of each. */
export const RecipeChoice = ({ value, onChange }: Props) => {
  const { data: recipes = [] } = useRecipes();
  return (
    <Radio.Group label="Output preset" value={value} onChange={onChange}>
      <Stack gap="xs" mt={6}>
        {recipes.map((recipe) => (
          <RecipeCard key={recipe.name} recipe={recipe} />
        ))}
      </Stack>
    </Radio.Group>
  );
};

const RecipeCard = ({ recipe }: { recipe: RecipeView }) => (
  <Radio.Card value={recipe.name} className={styles.card}>
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <Radio.Indicator mt={2} />
      <div>
        <Text size="sm" fw={600}>
          {recipe.title}
        </Text>
        <Text size="sm" c="dimmed">
          {recipe.description}
        </Text>
      </div>
    </Group>
  </Radio.Card>
);
