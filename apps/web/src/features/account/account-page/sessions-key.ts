/** Query key of the user's sessions. */
export const SESSIONS_KEY = ['sessions'] as const;
