export const invitationsKey = (organizationId: string) => ['invitations', organizationId] as const;
