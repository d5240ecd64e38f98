const TIMEOUT_MS = 10_000;

/** Whether the URL responds with a success or a redirect. */
export const respondsAt = (url: string) => async (): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
    await response.body?.cancel();
    return response.status < 400;
  } catch {
    return false;
  }
};
