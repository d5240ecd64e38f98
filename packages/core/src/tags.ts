/** How many tags a video can have. */
export const MAX_TAGS = 20;
/** In UTF-16 code units, like every limit of text. */
export const MAX_TAG_LENGTH = 50;

/** What identifies a tag in its organization: names that differ only in case or in the composition of letters are the same tag. */
export const tagKey = (name: string): string => name.toLowerCase().normalize('NFC');

/** The names without those of a tag that comes earlier. */
export const uniqueTags = (names: readonly string[]): string[] => {
  const keys = names.map(tagKey);
  return names.filter((_, place) => keys.indexOf(keys[place] ?? '') === place);
};
