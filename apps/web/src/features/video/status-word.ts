/** A status of the API in words. The API spells `cancelled`, the web app's texts don't. */
export const statusWord = (status: string): string => (status === 'cancelled' ? 'canceled' : status);
