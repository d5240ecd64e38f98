import type { VideoView } from '@media/sdk';
import { embedPage, streamUrl, videoPage, viewerEmbedPage, watchPage } from '../../../urls/video-urls';

type Video = Pick<VideoView, 'id' | 'title' | 'source'>;

/** The video's page, which requires signing in. `origin` is that of the web app: `https://media.example.org`. */
export const pageLink = (origin: string, { id }: Pick<Video, 'id'>): string => origin + videoPage(id);

/** The page of an unlisted or public video, which requires no account. */
export const watchLink = (origin: string, { id }: Pick<Video, 'id'>): string => origin + watchPage(id);

/** The playlist or manifest for other players. */
export const streamLink = (origin: string, { id }: Pick<Video, 'id'>, format: 'hls' | 'dash', token: string): string =>
  origin + streamUrl(id, format, token);

/**
 * HTML that embeds the player in another page: as wide as there, in the video's aspect ratio. Private videos require a token.
 */
export const embedCode = (origin: string, { id, title, source }: Video, token: string | undefined): string => {
  const page = token === undefined ? viewerEmbedPage(id) : embedPage(id, token);
  const { width, height } = source;
  const shape = width && height ? `${width} / ${height}` : '16 / 9';
  return [
    `<iframe src="${escapeHtml(origin + page)}" title="${escapeHtml(title)}"`,
    ` style="width: 100%; aspect-ratio: ${shape}; border: 0"`,
    ' allow="autoplay; fullscreen; picture-in-picture" allowfullscreen loading="lazy"></iframe>',
  ].join('');
};

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
