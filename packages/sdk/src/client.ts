import type { ActorView, OrganizationMessage, UsageView, VideoMessage, VideoView } from '@media/contracts';
import { sendRequest, type Transport } from './http/send-request.js';
import { type ApiKeysResource, apiKeysResource } from './resources/api-keys.js';
import { type AuditResource, auditResource } from './resources/audit.js';
import { type AuthResource, authResource } from './resources/auth.js';
import { type InvitationsResource, invitationsResource } from './resources/invitations.js';
import { type OrganizationsResource, organizationsResource } from './resources/organizations.js';
import { type RecipesResource, recipesResource } from './resources/recipes.js';
import { type SharesResource, sharesResource } from './resources/shares.js';
import { type TagsResource, tagsResource } from './resources/tags.js';
import { type UploadsResource, uploadsResource } from './resources/uploads.js';
import { type VideosResource, videosResource } from './resources/videos.js';
import { type ViewingResource, viewingResource } from './resources/viewing.js';
import { alone, exclusivelyAmongTabs } from './session/exclusively.js';
import { inOrganization } from './session/in-organization.js';
import type { SessionMode } from './session/renewal.js';
import { retryThrottled } from './session/retry-throttled.js';
import { sendWithKey } from './session/send-with-key.js';
import { createSession, type Send } from './session/session.js';
import { memoryTokenStore, type TokenStore } from './session/token-store.js';
import { type ConnectionSpeed, createConnectionSpeed } from './upload/connection-speed.js';
import type { UploadOptions } from './upload/upload-file.js';
import type { UploadSource } from './upload/upload-source.js';
import { type WatchAllOptions, watchAll } from './watch/watch-all.js';
import { type WatchOptions, watchVideo } from './watch/watch-video.js';

export type ClientOptions = {
  /** `https://media.example.org/api`, or in a browser a path on the page's own origin, such as `/api`. Calls with an invalid one throw TypeError. */
  baseUrl: string;
  /** `cookie` for browsers on the API's own origin; `token`, the default, everywhere else. */
  session?: SessionMode;
  /** An API key, for programs. Then there is no session to sign in to or to renew, and calls about a user's account fail with USER_REQUIRED. */
  apiKey?: string;
  /** Where tokens are stored; in memory by default. */
  tokens?: TokenStore;
  /** The organization that lists and new videos belong to; the personal one by default. Ids work in every organization of the user. */
  organizationId?: string;
  fetch?: typeof globalThis.fetch;
  /** Called when the server has ended the session and the user must sign in again. */
  onSessionEnded?: () => void;
};

/** What a client can do in one organization. */
export type OrganizationClient = {
  uploads: UploadsResource;
  videos: VideosResource;
  tags: TagsResource;
  /** Links to watch a video without an account. */
  shares: SharesResource;
  recipes: RecipesResource;
  apiKeys: ApiKeysResource;
  audit: AuditResource;

  /** Who the client acts as, in which organization, and with which permissions. */
  actor(signal?: AbortSignal): Promise<ActorView>;

  /** What the organization uses, and its limits. */
  usage(signal?: AbortSignal): Promise<UsageView>;

  /** Uploads a file straight to object storage and creates its video. See UploadOptions for progress, pausing and resuming. */
  uploadFile(source: File | UploadSource, options?: UploadOptions): Promise<VideoView>;

  /** Follows a video until it is completed, failed or canceled. Reconnects automatically. */
  watch(videoId: string, options?: WatchOptions): AsyncGenerator<VideoMessage>;

  /** Follows all videos of the organization until you leave the loop or abort. Reconnects automatically. */
  watchAll(options?: WatchAllOptions): AsyncGenerator<OrganizationMessage>;
};

export type Client = OrganizationClient & {
  auth: AuthResource;

  /** Invitations by their links. Organizations create and list them. */
  invitations: InvitationsResource;
  /** Videos as people without an account watch them. Sends no credentials. */
  viewing: ViewingResource;
  /** The user's organizations and their members. */
  organizations: OrganizationsResource;

  /** A client for another organization of the user, with the same session. Its uploads and streams stay in that organization. */
  forOrganization(organizationId: string): OrganizationClient;
};

/** A typed client of the API. It renews its session automatically and throws ApiError, NetworkError or, for invalid arguments, TypeError. */
export const createClient = (options: ClientOptions): Client => {
  const { session: mode = 'token', tokens: store = memoryTokenStore() } = options;
  // A bare `fetch` taken out of its window throws "Illegal invocation".
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const transport: Transport = {
    ...{ baseUrl: options.baseUrl.replace(/\/+$/, ''), fetch },
    hasOwnFetch: options.fetch !== undefined,
  };
  const exclusively = mode === 'cookie' ? exclusivelyAmongTabs : alone;
  const session = createSession({ transport, mode, store, exclusively, onEnded: options.onSessionEnded });
  const send = options.apiKey === undefined ? session.send : sendWithKey(transport, options.apiKey);

  const speed = createConnectionSpeed();

  const actIn = (organizationId: string | undefined): OrganizationClient =>
    organizationClient(inOrganization(send, organizationId), transport, speed);

  return {
    ...actIn(options.organizationId),
    auth: authResource({ transport, session: { ...session, send }, mode }),
    invitations: invitationsResource(send),
    viewing: viewingResource(retryThrottled((call) => sendRequest(transport, call))),
    organizations: organizationsResource(send),
    forOrganization: actIn,
  };
};

const organizationClient = (send: Send, transport: Transport, speed: ConnectionSpeed): OrganizationClient => {
  const uploads = uploadsResource(send);
  const videos = videosResource(send, transport);
  return {
    uploads,
    videos,
    tags: tagsResource(send),
    shares: sharesResource(send),
    recipes: recipesResource(send),
    apiKeys: apiKeysResource(send),
    audit: auditResource(send),
    actor: async (signal) => (await send({ method: 'GET', path: '/actor', signal })).json(),
    usage: async (signal) => (await send({ method: 'GET', path: '/usage', signal })).json(),
    uploadFile: async (source, uploadOptions) => {
      // Loaded on first use, so that a page that only lists videos carries no uploader.
      const { uploadFile } = await import('./upload/upload-file.js');
      return uploadFile({ uploads, videos, speed }, source, uploadOptions);
    },
    watch: (videoId, watchOptions) => watchVideo(send, videoId, watchOptions),
    watchAll: (watchOptions) => watchAll(send, watchOptions),
  };
};
