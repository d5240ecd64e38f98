export const PICTURE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];
const MAX_BYTES = 10 * 2 ** 20;

/** Why a file can't become the poster, as far as the browser knows. The server decodes it. Pure. */
export const refusalOf = ({ type, size }: Pick<File, 'type' | 'size'>): string | undefined => {
  if (!PICTURE_TYPES.includes(type)) return "This file isn't a JPEG, PNG or WebP picture. Choose another one.";
  if (size > MAX_BYTES) return 'This picture is larger than 10 MiB. Choose a smaller one.';
  return size === 0 ? 'This file is empty. Choose another one.' : undefined;
};
