const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** WebVTT 3.1 and 4.2.2: cue text can't contain these, and `-->` would end it. */
export const escapeCueText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: text of sources can contain them, and players show boxes
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufeff]/g, '')
    .replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);

const STYLES = ['b', 'i', 'u'] as const;
type Style = (typeof STYLES)[number];

/** What override tags have changed so far in an event. */
type State = { styles: Set<Style>; isDrawing: boolean; isTop: boolean };

const TOKENS = /\{[^}]*\}|\\[\\{}]\u2060?|\\[Nnh]|[^\\{]+|[\\{]/g;

/**
 * Converts the text of an ASS event. Bold, italic and underlined text and the position at the top are kept; drawings and all other overrides
 * have no equivalent. `isAss`: the source itself is ASS. Otherwise ffmpeg wrote the overrides, and braces and `\n` without one are text.
 */
export const readAssText = (ass: string, isAss: boolean): { text: string; top: boolean } => {
  const state: State = { styles: new Set(), isDrawing: false, isTop: false };
  const parts = (ass.match(TOKENS) ?? []).map((token) => {
    if (token.length > 1 && token.startsWith('{') && (isAss || token.startsWith('{\\'))) {
      applyOverrides(token, state);
      return '';
    }
    return state.isDrawing ? '' : styled(plainText(token, isAss), state.styles);
  });
  const lines = parts.join('').split('\n');
  return { text: lines.filter(isVisible).join('\n'), top: state.isTop };
};

/** A line that only has tags or white space would be empty, and an empty line ends the cue. */
const isVisible = (line: string): boolean => line.replace(/<\/?[biu]>/g, '').trim() !== '';

const plainText = (token: string, isAss: boolean): string => {
  if (token === '\\N') return '\n';
  if (token === '\\h') return '\u00a0';
  // A soft line break: players wrap lines themselves.
  if (token === '\\n') return isAss ? ' ' : escapeCueText(token);
  // ffmpeg's escapes; newer releases add a word joiner.
  return escapeCueText(/^\\[\\{}]/.test(token) ? (token[1] ?? '') : token);
};

const applyOverrides = (block: string, state: State): void => {
  for (const [, name, value = ''] of block.matchAll(/\\(an|p|b|i|u|r)(-?\d+)?(?=[\\}(])/g)) {
    if (name === 'an') state.isTop = Number(value) >= 7;
    else if (name === 'p') state.isDrawing = Number(value) > 0;
    else if (name === 'r') state.styles.clear();
    else if (Number(value) > 0) state.styles.add(name as Style);
    else state.styles.delete(name as Style);
  }
};

/** Tags don't span lines, so that a removed line takes its tags with it. */
const styled = (text: string, styles: ReadonlySet<Style>): string => {
  const set = STYLES.filter((style) => styles.has(style));
  if (set.length === 0 || text.trim() === '') return text;
  const open = set.map((style) => `<${style}>`).join('');
  const close = set
    .map((style) => `</${style}>`)
    .reverse()
    .join('');
  return `${open}${text}${close}`;
};
