// Dark enough for white text.
const COLORS = ['indigo.7', 'teal.8', 'grape.7', 'orange.9', 'cyan.9', 'pink.7', 'lime.9', 'blue.8'];

/** A CSS colour for each kind of task in a job. */
export const kindColor = (kinds: readonly string[], kind: string): string => {
  const name = COLORS[kinds.indexOf(kind) % COLORS.length] ?? 'gray.7';
  return `var(--mantine-color-${name.replace('.', '-')})`;
};
