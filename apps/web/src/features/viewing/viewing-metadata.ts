import type { ViewingView } from '@media/sdk';
import type { Metadata } from 'next';
import { oembedUrl, posterUrl, viewerEmbedPage, watchPage } from '../../urls/video-urls';

type Options = {
  id: string;
  /** Undefined if the video can't be watched. */
  viewing: ViewingView | undefined;
  /** The address of the web app: `https://media.example.org`. */
  origin: string;
};

/** What previews show of a longer description. */
const MAX_SUMMARY = 200;
/** For audio, and for videos whose size isn't known yet. */
const DEFAULT_SIZE = { width: 1280, height: 720 };
/** For search engines, which list only public videos. */
const NOT_LISTED = { index: false };

/** Link previews and players of other sites (Open Graph, Twitter cards). The same for all videos that can't be watched. Pure. */
export const viewingMetadata = ({ id, viewing, origin }: Options): Metadata => {
  if (!viewing) return { title: 'Video not available', robots: NOT_LISTED };
  const { title, poster, hlsUrl, width, height } = viewing;
  const page = origin + watchPage(id);
  const description = summaryOf(viewing.description);
  const size = width && height ? { width, height } : DEFAULT_SIZE;
  const image =
    poster === null ? undefined : { url: `${origin}${posterUrl(id)}?v=${versionOf(poster)}`, ...size, alt: title };
  const player = hlsUrl === null ? undefined : origin + viewerEmbedPage(id);
  return {
    title,
    description,
    ...(!viewing.isPublic && { robots: NOT_LISTED }),
    alternates: {
      canonical: page,
      ...(player && { types: { 'application/json+oembed': origin + oembedUrl(page) } }),
    },
    openGraph: {
      ...{ type: 'video.other', title, description, url: page, siteName: 'Media Processor' },
      ...(image && { images: [image] }),
      ...(player && { videos: [{ url: player, secureUrl: player, type: 'text/html', ...size }] }),
    },
    twitter: { title, description, ...(image && { images: [image] }), ...(player && PLAYER_CARD) },
    other: player ? playerTags(player, size) : {},
  };
};

/** Other sites cache pictures by their address, so it changes with the poster. Each has its own folder in the store. */
const versionOf = (poster: string): string =>
  encodeURIComponent(new URL(poster).pathname.split('/').slice(-3, -1).join('-'));

/** Next.js requires a file to stream for each player, but its address would expire. The tags of the player are our own. */
const PLAYER_CARD = { card: 'player', players: [] } as const;
const playerTags = (url: string, { width, height }: typeof DEFAULT_SIZE): Record<string, string> => ({
  'twitter:player': url,
  'twitter:player:width': String(width),
  'twitter:player:height': String(height),
});

const summaryOf = (description: string): string => {
  const line = description.replace(/\s+/g, ' ').trim();
  return line.length > MAX_SUMMARY ? `${line.slice(0, MAX_SUMMARY - 1).trimEnd()}…` : line;
};
