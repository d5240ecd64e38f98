/**
 * The token in the fragment of a link that was sent by email. When Next.js returns to a page that was first loaded with a fragment, it
 * appends the new fragment to that one.
 */
export const tokenOf = (fragment: string): string => fragment.split('#').at(-1) ?? '';
