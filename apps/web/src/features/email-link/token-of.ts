/**
 * The token in the fragment of a link that was sent by email. Next.js repeats the fragment when it returns to a page that was first
 * loaded with one.
 */
export const tokenOf = (fragment: string): string => fragment.split('#')[1] ?? '';
