import { Button, Fieldset, Group, Stack } from '@mantine/core';
import { DayInput } from '@/controls/day-input';
import { usePermission } from '@/features/organization/use-permission';
import { useRecipes } from '@/features/upload/choose/use-recipes';
import { ChoiceSelect } from '../choice-select';
import { type Choice, STATUS_CHOICES, VISIBILITY_CHOICES } from '../choices';
import { countFilters, type LibraryFilters } from '../filters';
import { changeFilters, clearFilters } from '../use-filters';
import { DurationInput } from './duration-input';
import styles from './filter-form.module.css';
import { TagFilter } from './tag-filter';

type Props = { filters: LibraryFilters; onManageTags: () => void; onDone: () => void };

/** All filters besides the search. A change applies at once. */
export const FilterForm = ({ filters, onManageTags, onDone }: Props) => (
  <Stack gap="md">
    <div>
      <TagFilter tags={filters.tags} onChange={(tags) => changeFilters({ tags })} />
      <ManageButton onClick={onManageTags} />
    </div>
    <div className={styles.pair}>
      <ChoiceSelect
        label="Status"
        isLabeled
        choices={STATUS_CHOICES}
        value={filters.status}
        onChange={(status) => changeFilters({ status })}
      />
      <ChoiceSelect
        label="Visibility"
        isLabeled
        choices={VISIBILITY_CHOICES}
        value={filters.visibility}
        onChange={(visibility) => changeFilters({ visibility })}
      />
    </div>
    <Ranges filters={filters} />
    <RecipeSelect recipe={filters.recipe} />
    <Group justify="space-between">
      <Button
        variant="default"
        disabled={countFilters(filters) === 0}
        onClick={() => clearFilters({ keepsSearch: true })}
      >
        Clear filters
      </Button>
      <Button onClick={onDone}>Show results</Button>
    </Group>
  </Stack>
);

const ManageButton = ({ onClick }: { onClick: () => void }) =>
  usePermission('video.write') && (
    <Button variant="subtle" size="compact-sm" mt={4} ml={-8} onClick={onClick}>
      Rename, merge or delete tags
    </Button>
  );

const Ranges = ({ filters }: { filters: LibraryFilters }) => (
  <>
    <Fieldset variant="unstyled" legend="Duration" className={styles.pair}>
      <DurationInput
        label="At least"
        seconds={filters.minSeconds}
        onChange={(minSeconds) => changeFilters({ minSeconds })}
      />
      <DurationInput
        label="At most"
        seconds={filters.maxSeconds}
        onChange={(maxSeconds) => changeFilters({ maxSeconds })}
      />
    </Fieldset>
    <Fieldset variant="unstyled" legend="Uploaded" className={styles.pair}>
      <DayInput label="From" day={filters.from} onChange={(from) => changeFilters({ from })} />
      <DayInput label="To" day={filters.to} onChange={(to) => changeFilters({ to })} />
    </Fieldset>
  </>
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
      isLabeled
      choices={choices}
      value={recipe}
      onChange={(chosenRecipe) => changeFilters({ recipe: chosenRecipe })}
    />
  );
};
