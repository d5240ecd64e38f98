/** The settings and members of an organization. */
export const organizationPage = (id: string): string => `/organizations/${encodeURIComponent(id)}`;

/** Who did what in an organization. */
export const auditPage = (id: string): string => `${organizationPage(id)}/audit`;

/** How the videos of an organization were watched. */
export const statisticsPage = (id: string): string => `${organizationPage(id)}/statistics`;
