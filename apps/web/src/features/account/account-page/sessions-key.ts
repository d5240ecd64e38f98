/** Under which the user's sessions are cached. */
export const SESSIONS_KEY = ['sessions'] as const;
