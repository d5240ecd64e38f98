/** There is only one account, which owns everything. */
export const OWNER = { ID: 'embedded', DisplayName: 'embedded' };
