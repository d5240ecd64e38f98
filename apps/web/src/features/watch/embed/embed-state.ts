export type EmbedState = 'loading' | 'playable' | 'preparing' | 'failed' | 'expired' | 'gone' | 'unreachable';

/** What the API's response to the playlist request means for the viewer. */
export const stateOfResponse = (status: number, body: string): EmbedState => {
  if (status === 200) return 'playable';
  if (status === 401 || status === 403) return 'expired';
  if (status === 404) return codeOf(body) === 'OUTPUT_NOT_FOUND' ? 'preparing' : 'gone';
  // 422: the ID is malformed.
  return status === 422 ? 'gone' : 'unreachable';
};

const codeOf = (body: string): unknown => {
  try {
    return (JSON.parse(body) as { code?: unknown } | null)?.code;
  } catch {
    return undefined;
  }
};
