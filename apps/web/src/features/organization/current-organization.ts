import type { UserView } from '@media/sdk';

export type Membership = UserView['organizations'][number];

/** The organization with this id. If the user has left it, the personal one, which the API lists first. Pure. */
export const currentOrganization = (
  organizations: readonly Membership[],
  chosenId: string | null,
): Membership | undefined => organizations.find(({ id }) => id === chosenId) ?? organizations[0];
