import { EmbeddingQuery, EmbeddingView, OEmbedQuery, OEmbedView } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

/** Any text, so that a malformed ID gets the same response as an unknown one. */
const id = (of: string) => z.string().max(100).describe(`ID of the ${of}.`);

export const EMBEDDING_ROUTES = defineRoutes('Sharing', {
  viewEmbedding: {
    method: 'GET',
    path: '/watch/:id/embedding',
    summary: 'Get where a video can be embedded',
    description:
      'Returns the sources of `frame-ancestors` for the player page of an unlisted or public video: the `embedDomains` of its organization. With a playback token for the video, also for a private one. For all other IDs, it is any site, as for organizations without restriction.',
    params: z.strictObject({ id: id('video') }),
    query: EmbeddingQuery,
    responses: [{ status: 200, schema: EmbeddingView }],
    errors: ['DATABASE_UNAVAILABLE'],
  },
  viewShareEmbedding: {
    method: 'GET',
    path: '/shares/:shareId/embedding',
    summary: 'Get where a share link can be embedded',
    description:
      'Returns the same for the player page of a share link. The ID of a share link is not secret: it opens nothing.',
    params: z.strictObject({ shareId: id('share link') }),
    responses: [{ status: 200, schema: EmbeddingView }],
    errors: ['DATABASE_UNAVAILABLE'],
  },
  oembed: {
    method: 'GET',
    path: '/oembed',
    summary: 'Get the embed code of a page',
    description:
      'Describes how to embed an unlisted or public video, by the address of its page ([oEmbed](https://oembed.com)). All other addresses get the same 404.',
    query: OEmbedQuery,
    responses: [{ status: 200, schema: OEmbedView }],
    errors: ['VIDEO_NOT_FOUND', 'OEMBED_FORMAT_UNSUPPORTED', 'DATABASE_UNAVAILABLE'],
  },
});
