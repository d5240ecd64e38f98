/** The settings and members of an organization. */
export const organizationPage = (id: string): string => `/organizations/${encodeURIComponent(id)}`;
