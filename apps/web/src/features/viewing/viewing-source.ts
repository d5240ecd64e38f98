import { requestViewing, type ViewingAnswer } from './viewing-answer';

const TIMEOUT_MS = 15_000;

/** Where a page for viewers learns what it can show. */
export type ViewingSource = {
  /** Every request checks the viewer's access again. */
  load(signal: AbortSignal): Promise<ViewingAnswer>;
};

const ask = (path: string, signal: AbortSignal, init: RequestInit = {}): Promise<ViewingAnswer> =>
  requestViewing(path, {
    ...init,
    credentials: 'omit',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });

/** An unlisted or public video. */
export const videoSource = (id: string): ViewingSource => ({
  load: (signal) => ask(`/api/watch/${encodeURIComponent(id)}`, signal),
});
