import { pathOf } from '../../urls/path-of';
import { viewingUrl } from '../../urls/video-urls';
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

/** Any video, for the holder of a playback token that a member made. */
export const tokenSource = (id: string, token: string): ViewingSource => ({
  load: (signal) => ask(viewingUrl(id, token), signal),
});

export type ShareSource = ViewingSource & {
  /** The next request uses this password. */
  enter(password: string): void;
};

/** The video of a share link. The token is sent only in bodies of requests, so it appears in no log. With another `shareId`, the link is refused. */
export const shareSource = (token: string, shareId?: string): ShareSource => {
  let password: string | undefined;
  let refreshPath: string | undefined;

  const open = (signal: AbortSignal): Promise<ViewingAnswer> =>
    ask('/api/shares/open', signal, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, password, shareId }),
    });
  const refresh = (signal: AbortSignal): Promise<ViewingAnswer> | undefined =>
    refreshPath === undefined ? undefined : ask(refreshPath, signal);

  return {
    enter: (entered) => {
      password = entered;
    },
    load: async (signal) => {
      const refreshed = await refresh(signal);
      // The address of refreshes is valid for hours only, and the page can be paused for longer.
      const isOpened = refreshed !== undefined && !(refreshed.kind === 'refused' && refreshed.status === 401);
      const answer = isOpened ? refreshed : await open(signal);
      if (answer.kind === 'viewing') refreshPath = pathOf(answer.viewing.refreshUrl);
      return answer;
    },
  };
};
