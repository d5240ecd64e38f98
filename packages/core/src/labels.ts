/** Line breaks and other control characters, and characters that change the direction of the text around them. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

// A Braille pattern without dots is a symbol to Unicode, but looks like a space.
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

const INVISIBLE = '[\\p{White_Space}\\p{Cc}\\p{Default_Ignorable_Code_Point}]+';
const INVISIBLE_ENDS = new RegExp(`^${INVISIBLE}|${INVISIBLE}$`, 'gu');

/** Whether a label contains characters that can break its line or make it look like another one. */
export const hasControls = (label: string): boolean => CONTROLS.test(label);

/** Whether anything of a label can be seen. */
export const isVisible = (label: string): boolean => VISIBLE.test(label);

/** A text to search for, without invisible characters at its ends: what is copied from elsewhere often begins with one. */
export const trimInvisible = (text: string): string => text.replace(INVISIBLE_ENDS, '');

/** A label without control characters and outer white space. An empty string if nothing visible remains. */
export const cleanLabel = (label: string): string => {
  const cleaned = label
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Bidi_Control}/gu, '')
    .trim();
  return isVisible(cleaned) ? cleaned : '';
};
