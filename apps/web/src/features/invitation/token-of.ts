/**
 * The token of an invitation in the fragment of its link. Next.js repeats the fragment when it returns to a page that was first loaded
 * with one.
 */
export const tokenOf = (fragment: string): string => fragment.split('#')[1] ?? '';
