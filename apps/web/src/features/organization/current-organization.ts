import type { UserView } from '@media/sdk';

export type Membership = UserView['organizations'][number];

/** The organization of this id, or the personal one, which the API lists first: the user may have left the one that was chosen. Pure. */
export const currentOrganization = (
  organizations: readonly Membership[],
  chosenId: string | null,
): Membership | undefined => organizations.find(({ id }) => id === chosenId) ?? organizations[0];
