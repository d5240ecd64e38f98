/** Where the API is. Read at run time, so that one build works with any API address. */
export const apiOrigin = (): string => process.env.API_ORIGIN ?? `http://127.0.0.1:${process.env.API_PORT ?? '3001'}`;
