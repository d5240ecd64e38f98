/** The ID of the notification that an organization is gone for the user, so that only one says so, whoever learns of it first. */
export const goneNotification = (organizationId: string): string => `gone-${organizationId}`;
