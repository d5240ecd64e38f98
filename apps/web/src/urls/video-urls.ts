// An id can come from the address bar. Encoded, it stays one path segment.
const apiPath = (id: string, rest: string, query: Record<string, string>): string =>
  `/api/videos/${encodeURIComponent(id)}/${rest}?${new URLSearchParams(query)}`;

export const videoPage = (id: string): string => `/videos/${encodeURIComponent(id)}`;

/** The page of an unlisted or public video for people without an account. */
export const watchPage = (id: string): string => `/watch/${encodeURIComponent(id)}`;

/** The poster of an unlisted or public video, at an address that stays the same. */
export const posterUrl = (id: string): string => `/api/watch/${encodeURIComponent(id)}/poster`;

/** Describes the page of an unlisted or public video (oembed.com). */
export const oembedUrl = (page: string): string => `/api/oembed?${new URLSearchParams({ url: page })}`;

/** The embeddable player of an unlisted or public video. */
export const viewerEmbedPage = (id: string): string => `/embed/${encodeURIComponent(id)}`;

/** The embeddable player of a share link, whose token is in the fragment: `#…`. */
export const shareEmbedPage = (shareId: string, fragment: string): string =>
  `/embed/s/${encodeURIComponent(shareId)}${fragment}`;

/** The embeddable player of any video. */
export const embedPage = (id: string, token: string): string =>
  `${viewerEmbedPage(id)}?${new URLSearchParams({ token })}`;

/** The manifest for players. */
export const streamUrl = (id: string, format: 'hls' | 'dash', token: string): string =>
  apiPath(id, format === 'hls' ? 'hls/master.m3u8' : 'dash/manifest.mpd', { token });

/** Downloads an output under a proper file name. */
export const downloadUrl = (id: string, outputId: string, token: string): string =>
  apiPath(id, 'download', { output: outputId, token });

/** What a player needs, for the holder of a token. */
export const viewingUrl = (id: string, token: string): string => apiPath(id, 'viewing', { token });
