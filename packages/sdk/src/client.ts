import type { ActorView } from '@media/contracts';
import { authResource } from './resources/auth.js';
import { recipesResource } from './resources/recipes.js';
import { uploadsResource } from './resources/uploads.js';
import { videosResource } from './resources/videos.js';
import { alone, exclusivelyAmongTabs } from './session/exclusively.js';
import type { SessionMode } from './session/renewal.js';
import { createSession } from './session/session.js';
import { memoryTokenStore, type TokenStore } from './session/token-store.js';
import { createLineSpeed } from './upload/line-speed.js';
import type { UploadOptions } from './upload/upload-file.js';
import type { UploadSource } from './upload/upload-source.js';
import { type WatchAllOptions, watchAll } from './watch/watch-all.js';
import { type WatchOptions, watchVideo } from './watch/watch-video.js';

export type ClientOptions = {
  /** `https://media.example.org/api`; in a browser also a path of the page's own origin, `/api`. */
  baseUrl: string;
  /** `cookie` for browsers on the API's own origin, else `token`, which is the default. */
  session?: SessionMode;
  /** Where tokens are kept; in memory unless told. */
  tokens?: TokenStore;
  /** The organization of lists and of what is created; the personal one unless told. Ids work in every organization of the user. */
  organizationId?: string;
  fetch?: typeof globalThis.fetch;
  /** Told when the server has ended the session: time to sign in again. */
  onSessionEnded?: () => void;
};

/** A typed client of the API. It renews its session by itself and throws ApiError or NetworkError. */
export const createClient = (options: ClientOptions) => {
  const { session: mode = 'token', tokens: store = memoryTokenStore(), organizationId } = options;
  // A bare `fetch` taken out of its window throws "Illegal invocation".
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const transport = { baseUrl: options.baseUrl.replace(/\/+$/, ''), fetch, organizationId };
  const exclusively = mode === 'cookie' ? exclusivelyAmongTabs : alone;
  const session = createSession({ transport, mode, store, exclusively, onEnded: options.onSessionEnded });

  const uploads = uploadsResource(session.send);
  const videos = videosResource(session.send, transport);
  const line = createLineSpeed();

  return {
    auth: authResource({ transport, session, mode }),
    uploads,
    videos,
    recipes: recipesResource(session.send),

    /** As whom the client acts, in which organization, and what it is permitted there. */
    actor: async (signal?: AbortSignal): Promise<ActorView> =>
      (await session.send({ method: 'GET', path: '/actor', signal })).json(),

    /** Uploads a file straight to the store and makes its video; see UploadOptions for progress, stopping and resuming. */
    uploadFile: async (source: File | UploadSource, uploadOptions?: UploadOptions) => {
      // Loaded on first use, so that a page which only lists carries no uploader.
      const { uploadFile } = await import('./upload/upload-file.js');
      return uploadFile({ uploads, videos, line }, source, uploadOptions);
    },

    /** Follows a video until it is completed, failed or cancelled; reconnects by itself. */
    watch: (videoId: string, watchOptions?: WatchOptions) => watchVideo(session.send, videoId, watchOptions),

    /** Follows all videos of the organization until it is left or aborted; reconnects by itself. */
    watchAll: (watchOptions?: WatchAllOptions) => watchAll(session.send, watchOptions),
  };
};

export type Client = ReturnType<typeof createClient>;
