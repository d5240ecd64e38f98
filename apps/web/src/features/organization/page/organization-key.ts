export const organizationKey = (id: string) => ['organization', id] as const;
