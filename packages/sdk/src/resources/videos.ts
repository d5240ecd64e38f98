import type {
  BulkRequest,
  BulkResult,
  CreateVideoRequest,
  DownloadLink,
  EmptiedTrashView,
  JobList,
  JobView,
  ListVideosQuery,
  Page,
  PlaybackTokenView,
  RecipeChoice,
  StatisticsQuery,
  UpdateVideoRequest,
  UploadCreated,
  VideoStatisticsView,
  VideoView,
} from '@media/contracts';
import { checkId, idSegment } from '../http/check-id.js';
import type { Call, Transport } from '../http/send-request.js';
import type { Send } from '../session/session.js';

const at = (id: string, rest = ''): string => `/videos/${idSegment(id)}${rest}`;

export type PosterUploadOptions = {
  signal?: AbortSignal;
  /** Called with the number of bytes sent so far. */
  onSent?: (sentBytes: number) => void;
};

export const videosResource = (send: Send, { baseUrl }: Transport) => {
  const getJson = async <T>(call: Call): Promise<T> => (await send(call)).json();

  const playbackToken = async (id: string, signal?: AbortSignal): Promise<PlaybackTokenView> =>
    getJson({ method: 'POST', path: at(id, '/playback-tokens'), signal });

  const jobHistory = async (id: string, signal?: AbortSignal): Promise<JobList> =>
    getJson({ method: 'GET', path: at(id, '/jobs'), signal });

  const update = async (id: string, changes: UpdateVideoRequest): Promise<VideoView> =>
    getJson({ method: 'PATCH', path: at(id), body: changes });

  return {
    /** Completes an upload and creates its video. Returns the existing video if there is one. ApiError UPLOAD_INCOMPLETE. */
    create: (request: CreateVideoRequest, signal?: AbortSignal): Promise<VideoView> =>
      getJson({ method: 'POST', path: '/videos', body: request, signal }),

    /** A page of videos, newest first by default. `cursor` is the `nextCursor` of the previous page with the same `sort`. */
    list: (query: Partial<ListVideosQuery> = {}, signal?: AbortSignal): Promise<Page<VideoView>> =>
      getJson({ method: 'GET', path: '/videos', query, signal }),

    get: async (id: string, signal?: AbortSignal): Promise<VideoView> =>
      getJson({ method: 'GET', path: at(id), signal }),

    /** A video in the trash, with its images but without anything to play or download. ApiError VIDEO_NOT_FOUND if it isn't there. */
    getTrashed: async (id: string, signal?: AbortSignal): Promise<VideoView> =>
      getJson({ method: 'GET', path: at(id), query: { trashed: true }, signal }),

    /**
     * Changes the title, description, tags, visibility, priority or, with `posterAtMs`, the poster. A new priority also applies to a video that waits or is being processed.
     * ApiError PRIORITY_TOO_HIGH if it is above the `highestPriority` of the organization.
     */
    update,

    /**
     * Makes a JPEG, PNG or WebP picture of up to 10 MiB the poster. `poster.status` of the video is `pending` until the poster is ready.
     * ApiError REQUEST_INVALID for another type or size, QUOTA_EXCEEDED, and NetworkError if the picture couldn't be sent.
     */
    uploadPoster: async (id: string, picture: Blob, options: PosterUploadOptions = {}): Promise<VideoView> => {
      const { signal = new AbortController().signal, onSent = () => undefined } = options;
      const body = { sizeBytes: picture.size, contentType: picture.type };
      const call = { method: 'POST', path: at(id, '/poster-uploads'), body, signal } as const;
      const { id: posterUploadId, url = '', headers = {} } = await getJson<UploadCreated>(call);
      // Loaded on first use, like the uploader.
      const { putBytes } = await import('../upload/put-bytes.js');
      await putBytes(picture, { url, headers, signal, onSent });
      return update(id, { posterUploadId });
    },

    rename: async (id: string, title: string): Promise<VideoView> => update(id, { title }),

    /** How it was watched by people without an account, in the last 28 days by default. */
    statistics: async (id: string, query: StatisticsQuery = {}, signal?: AbortSignal): Promise<VideoStatisticsView> =>
      getJson({ method: 'GET', path: at(id, '/statistics'), query, signal }),

    /**
     * Stops processing and moves the video to the trash, from where it can be restored. A video that is in the trash already, or any with
     * `permanently`, is deleted for good with its source file and all outputs. A repeated call within a minute deletes nothing for good.
     */
    delete: async (id: string, { permanently }: { permanently?: boolean } = {}): Promise<void> => {
      await send({ method: 'DELETE', path: at(id), query: { permanently } });
    },

    /**
     * Changes up to 100 videos, each on its own. The result has an `error` for each one that couldn't be changed; the call fails only if
     * nothing was tried.
     */
    bulk: (request: BulkRequest): Promise<BulkResult> =>
      getJson({ method: 'POST', path: '/videos/bulk', body: request, timeoutMs: 120_000 }),

    /** Takes a video out of the trash. ApiError VIDEO_NOT_FOUND if it has been deleted for good. */
    restore: async (id: string): Promise<VideoView> => getJson({ method: 'POST', path: at(id, '/restore') }),

    /** Deletes all videos in the trash for good. `list({ trashed: true })` returns them. */
    emptyTrash: (): Promise<EmptiedTrashView> => getJson({ method: 'POST', path: '/trash/empty' }),

    /**
     * Cancels processing. A video that was being reprocessed returns to `completed` with its previous result. ApiError
     * VIDEO_NOT_CANCELLABLE if it isn't being processed.
     */
    cancel: async (id: string): Promise<VideoView> => getJson({ method: 'POST', path: at(id, '/cancel') }),

    /** Processes the video again, with another recipe if you pass one. ApiError VIDEO_BUSY while it is being processed. */
    retry: async (id: string, recipe?: RecipeChoice): Promise<VideoView> =>
      getJson({ method: 'POST', path: at(id, '/retry'), ...(recipe !== undefined && { body: { recipe } }) }),

    /** All jobs with their tasks and attempts, newest first. */
    jobs: async (id: string, signal?: AbortSignal): Promise<JobView[]> => (await jobHistory(id, signal)).items,

    /** The same, with the video's state from the same moment, so that progress and tasks are consistent. */
    jobHistory,

    /** A token, and URLs that contain it, to play this video and download its outputs without a header until `expiresAt`. */
    playbackToken,

    /** A link that downloads one output, or the best MP4, without a header. It works until its playback token expires. */
    downloadUrl: async (id: string, outputId?: string): Promise<string> => {
      if (outputId !== undefined) checkId(outputId);
      const { token } = await playbackToken(id);
      const query = new URLSearchParams({ ...(outputId && { output: outputId }), token });
      return `${baseUrl}${at(id, '/download')}?${query}`;
    },

    /** A link that downloads the source file. Only members of the organization can create it; it works for hours. */
    originalUrl: async (id: string): Promise<string> =>
      (await getJson<DownloadLink>({ method: 'GET', path: at(id, '/download'), query: { output: 'source' } })).url,
  };
};

export type VideosResource = ReturnType<typeof videosResource>;
