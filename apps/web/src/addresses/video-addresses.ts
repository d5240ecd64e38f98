// An id may come from the address bar: encoded, it is one segment and can't lead elsewhere.
const apiPath = (id: string, rest: string, query: Record<string, string>): string =>
  `/api/videos/${encodeURIComponent(id)}/${rest}?${new URLSearchParams(query)}`;

/** The page of a video. */
export const videoPage = (id: string): string => `/videos/${encodeURIComponent(id)}`;

/** The player on its own, for other people's pages. */
export const embedPage = (id: string, token: string): string =>
  `/embed/${encodeURIComponent(id)}?${new URLSearchParams({ token })}`;

/** What players load first. */
export const streamAddress = (id: string, format: 'hls' | 'dash', token: string): string =>
  apiPath(id, format === 'hls' ? 'hls/master.m3u8' : 'dash/manifest.mpd', { token });

/** An output as a download with a proper file name. */
export const downloadAddress = (id: string, outputId: string, token: string): string =>
  apiPath(id, 'download', { output: outputId, token });

/** The events of a video, for those who have only a playback token. */
export const eventsAddress = (id: string, token: string): string => apiPath(id, 'events', { token });
