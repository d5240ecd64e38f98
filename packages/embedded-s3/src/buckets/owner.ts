/** There is one account, and everything is its own. */
export const OWNER = { ID: 'embedded', DisplayName: 'embedded' };
