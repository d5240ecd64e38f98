import { startOfDay } from '../../../format/days';
import { formatDate } from '../../../format/format-time';
import { type Choice, STATUS_CHOICES, VISIBILITY_CHOICES } from '../choices';
import { type LibraryFilters, withoutTag } from '../filters';
import { durationText } from './duration-text';

/** A filter in words, and the filters without it. */
export type Chip = { name: string; value: string; without: Partial<LibraryFilters> };

/** The filters besides the search. `titleOf` returns the title of a recipe. Pure. */
export const chipsOf = (filters: LibraryFilters, titleOf: (recipe: string) => string): Chip[] => {
  const { tags, status, visibility, recipe } = filters;
  const chips: Chip[] = [
    ...tags.map((tag) => ({ name: 'Tag', value: tag, without: { tags: withoutTag(tags, tag) } })),
    { name: 'Status', value: labelOf(STATUS_CHOICES, status), without: { status: '' } },
    { name: 'Visibility', value: labelOf(VISIBILITY_CHOICES, visibility), without: { visibility: '' } },
    { name: 'Duration', value: durations(filters), without: { minSeconds: 0, maxSeconds: 0 } },
    { name: 'Uploaded', value: days(filters), without: { from: '', to: '' } },
    { name: 'Preset', value: recipe && titleOf(recipe), without: { recipe: '' } },
  ];
  return chips.filter(({ value }) => value !== '');
};

const labelOf = <T extends string>(choices: readonly Choice<T>[], value: T): string =>
  value === '' ? '' : (choices.find((choice) => choice.value === value)?.label ?? value);

const durations = ({ minSeconds, maxSeconds }: LibraryFilters): string =>
  rangeOf(durationText(minSeconds), durationText(maxSeconds), { from: 'or longer', to: 'or shorter' });

const days = ({ from, to }: LibraryFilters): string =>
  rangeOf(dayText(from), dayText(to), { from: 'or later', to: 'or earlier' });

const dayText = (day: string): string => {
  const start = startOfDay(day);
  return start ? formatDate(start.getTime()) : '';
};

const rangeOf = (from: string, to: string, words: { from: string; to: string }): string => {
  if (from && to) return from === to ? from : `${from} – ${to}`;
  if (from) return `${from} ${words.from}`;
  return to && `${to} ${words.to}`;
};
