import type {
  CreateVideoRequest,
  DownloadLink,
  JobList,
  JobView,
  ListVideosQuery,
  Page,
  PlaybackTokenView,
  RecipeChoice,
  VideoView,
} from '@media/contracts';
import type { Call, Transport } from '../http/send-request.js';
import type { Send } from '../session/session.js';

const at = (id: string, rest = ''): string => `/videos/${encodeURIComponent(id)}${rest}`;

export const videosResource = (send: Send, { baseUrl }: Transport) => {
  const answer = async <T>(call: Call): Promise<T> => (await send(call)).json();

  const playbackToken = (id: string, signal?: AbortSignal): Promise<PlaybackTokenView> =>
    answer({ method: 'POST', path: at(id, '/playback-tokens'), signal });

  const jobHistory = (id: string, signal?: AbortSignal): Promise<JobList> =>
    answer({ method: 'GET', path: at(id, '/jobs'), signal });

  return {
    /** Makes the video of a complete upload; of one that has its video already, answers that. ApiError UPLOAD_INCOMPLETE. */
    create: (request: CreateVideoRequest, signal?: AbortSignal): Promise<VideoView> =>
      answer({ method: 'POST', path: '/videos', body: request, signal }),

    /** A page of videos, newest first unless `sort` says otherwise. `cursor` is the `nextCursor` of the page before, under the same `sort`. */
    list: (query: Partial<ListVideosQuery> = {}, signal?: AbortSignal): Promise<Page<VideoView>> =>
      answer({ method: 'GET', path: '/videos', query, signal }),

    get: (id: string, signal?: AbortSignal): Promise<VideoView> => answer({ method: 'GET', path: at(id), signal }),

    rename: (id: string, title: string): Promise<VideoView> =>
      answer({ method: 'PATCH', path: at(id), body: { title } }),

    delete: async (id: string): Promise<void> => {
      await send({ method: 'DELETE', path: at(id) });
    },

    /**
     * Stops what runs. A reprocessed video is completed again, with the result it had. ApiError VIDEO_NOT_CANCELLABLE when
     * nothing runs.
     */
    cancel: (id: string): Promise<VideoView> => answer({ method: 'POST', path: at(id, '/cancel') }),

    /** Runs the video again, by another recipe if one is given. ApiError VIDEO_BUSY while it runs. */
    retry: (id: string, recipe?: RecipeChoice): Promise<VideoView> =>
      answer({ method: 'POST', path: at(id, '/retry'), ...(recipe !== undefined && { body: { recipe } }) }),

    /** Every job with its tasks and their attempts, newest first. */
    jobs: async (id: string, signal?: AbortSignal): Promise<JobView[]> => (await jobHistory(id, signal)).items,

    /** The same, with the state of the video at that moment: its progress and its steps agree. */
    jobHistory,

    playbackToken,

    /** A link that downloads without a header: one output, or the best MP4. It works until its playback token expires. */
    downloadUrl: async (id: string, outputId?: string): Promise<string> => {
      const { token } = await playbackToken(id);
      const query = new URLSearchParams({ ...(outputId && { output: outputId }), token });
      return `${baseUrl}${at(id, '/download')}?${query}`;
    },

    /** A link that downloads the file as it was uploaded. For members of the organization only; it works for hours. */
    originalUrl: async (id: string): Promise<string> =>
      (await answer<DownloadLink>({ method: 'GET', path: at(id, '/download'), query: { output: 'source' } })).url,
  };
};
