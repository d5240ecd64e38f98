/** Who can watch a video without an account: nobody, whoever knows its ID, or the same and it can be listed. */
export const VISIBILITIES = ['private', 'unlisted', 'public'] as const;
export type Visibility = (typeof VISIBILITIES)[number];
