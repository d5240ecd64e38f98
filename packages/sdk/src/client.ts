import type { ActorView } from '@media/contracts';
import type { Transport } from './http/send-request.js';
import { authResource } from './resources/auth.js';
import { recipesResource } from './resources/recipes.js';
import { uploadsResource } from './resources/uploads.js';
import { videosResource } from './resources/videos.js';
import { alone, exclusivelyAmongTabs } from './session/exclusively.js';
import { inOrganization } from './session/in-organization.js';
import type { SessionMode } from './session/renewal.js';
import { createSession, type Send } from './session/session.js';
import { memoryTokenStore, type TokenStore } from './session/token-store.js';
import { createLineSpeed, type LineSpeed } from './upload/line-speed.js';
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
  const { session: mode = 'token', tokens: store = memoryTokenStore() } = options;
  // A bare `fetch` taken out of its window throws "Illegal invocation".
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const transport = { baseUrl: options.baseUrl.replace(/\/+$/, ''), fetch };
  const exclusively = mode === 'cookie' ? exclusivelyAmongTabs : alone;
  const session = createSession({ transport, mode, store, exclusively, onEnded: options.onSessionEnded });

  const line = createLineSpeed();

  const actIn = (organizationId: string | undefined): OrganizationClient =>
    resourcesOf(inOrganization(session.send, organizationId), transport, line);

  return {
    ...actIn(options.organizationId),
    auth: authResource({ transport, session, mode }),

    /**
     * The same session in another organization of the user. What its client begins stays in that organization: an upload, or a
     * stream that is followed.
     */
    forOrganization: (organizationId: string): OrganizationClient => actIn(organizationId),
  };
};

const resourcesOf = (send: Send, transport: Transport, line: LineSpeed) => {
  const uploads = uploadsResource(send);
  const videos = videosResource(send, transport);
  return {
    uploads,
    videos,
    recipes: recipesResource(send),

    /** As whom the client acts, in which organization, and what it is permitted there. */
    actor: async (signal?: AbortSignal): Promise<ActorView> =>
      (await send({ method: 'GET', path: '/actor', signal })).json(),

    /** Uploads a file straight to the store and makes its video; see UploadOptions for progress, stopping and resuming. */
    uploadFile: async (source: File | UploadSource, uploadOptions?: UploadOptions) => {
      // Loaded on first use, so that a page which only lists carries no uploader.
      const { uploadFile } = await import('./upload/upload-file.js');
      return uploadFile({ uploads, videos, line }, source, uploadOptions);
    },

    /** Follows a video until it is completed, failed or cancelled; reconnects by itself. */
    watch: (videoId: string, watchOptions?: WatchOptions) => watchVideo(send, videoId, watchOptions),

    /** Follows all videos of the organization until it is left or aborted; reconnects by itself. */
    watchAll: (watchOptions?: WatchAllOptions) => watchAll(send, watchOptions),
  };
};

/** What a client does in one organization. */
export type OrganizationClient = ReturnType<typeof resourcesOf>;
export type Client = ReturnType<typeof createClient>;
