import { type OEmbedQuery, type OEmbedView, VideoId } from '@media/contracts';
import { AppError } from '@media/core';
import type { VideoDetails, Videos, Viewings } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { findViewing } from '../viewing/find-viewing.js';
import { embedCode, fitWithin, type Size } from './embed-code.js';

type Deps = {
  config: Pick<ApiConfig, 'publicUrl'>;
  viewings: Pick<Viewings, 'find'>;
  videos: Pick<Videos, 'details'>;
};

/** Without a size, such as for audio. */
const DEFAULT_SIZE: Size = { width: 1_280, height: 720 };
/** Of a player, unless the consumer allows less, and of posters. */
const MAX_SIZE: Size = { width: 1_280, height: 1_280 };

/** @throws AppError VIDEO_NOT_FOUND unless it is the page of an unlisted or public video, OEMBED_FORMAT_UNSUPPORTED */
export const describePage = async (deps: Deps, query: OEmbedQuery): Promise<OEmbedView> => {
  if (query.format !== 'json') throw new AppError('OEMBED_FORMAT_UNSUPPORTED', { format: query.format });
  const { publicUrl } = deps.config;
  const videoId = videoIn(query.url, publicUrl);
  if (!videoId) throw new AppError('VIDEO_NOT_FOUND');
  const { organizationId } = await findViewing(deps, { videoId });
  const video = await deps.videos.details(organizationId, videoId);
  const most = { width: query.maxwidth ?? MAX_SIZE.width, height: query.maxheight ?? MAX_SIZE.height };
  const size = fitWithin(fitWithin(sizeOf(video), MAX_SIZE), most);
  return {
    ...{ version: '1.0', type: 'video', title: video.title },
    ...{ provider_name: 'media-processor', provider_url: publicUrl, ...size },
    html: embedCode({ src: `${publicUrl}/embed/${videoId}`, title: video.title, ...size }),
    ...thumbnailOf(video, publicUrl, most),
  };
};

/** The video whose page, or whose player page, has this address. */
const videoIn = (url: string, publicUrl: string) => {
  const address = URL.parse(url);
  const base = new URL(publicUrl);
  const prefix = base.pathname.replace(/\/$/, '');
  if (address?.origin !== base.origin || !address.pathname.startsWith(`${prefix}/`)) return undefined;
  const [, id] = /^\/(?:watch|embed)\/([^/]+)\/?$/.exec(address.pathname.slice(prefix.length)) ?? [];
  return VideoId.safeParse(id).data;
};

const sizeOf = ({ renditions: [largest] }: VideoDetails): Size => largest ?? DEFAULT_SIZE;

/** Consumers must not get a larger one than they ask for. */
const thumbnailOf = (video: VideoDetails, publicUrl: string, most: Size): Partial<OEmbedView> => {
  const { width, height } = fitWithin(sizeOf(video), MAX_SIZE);
  const poster = video.outputs.find(({ kind, key }) => kind === 'poster' && key !== null);
  if (!poster || width > most.width || height > most.height) return {};
  // Changes with the poster, because consumers cache pictures by their address.
  const thumbnail_url = `${publicUrl}/api/watch/${video.id}/poster?v=${poster.id}`;
  return { thumbnail_url, thumbnail_width: width, thumbnail_height: height };
};
