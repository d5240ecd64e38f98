import { z } from 'zod';
import { EXAMPLE_IDS, EXAMPLE_OEMBED } from './examples.js';
import { pixels } from './fields.js';
import { bounded } from './text.js';

export const EmbeddingView = z
  .object({
    frameAncestors: z
      .array(z.string())
      .describe('Sources for `frame-ancestors` of the Content Security Policy of the page to embed.')
      .meta({ examples: [["'self'", 'acme.example']] }),
  })
  .meta({
    id: 'Embedding',
    description: 'Where a video can be embedded.',
    examples: [{ frameAncestors: ["'self'", 'acme.example', '*.acme.example'] }, { frameAncestors: ['*'] }],
  });
export type EmbeddingView = z.infer<typeof EmbeddingView>;

export const EmbeddingQuery = z.object({
  token: bounded(2_000).optional().describe('Playback token in the address of the player page.'),
});
export type EmbeddingQuery = z.infer<typeof EmbeddingQuery>;

const mostPixels = (what: string) => z.coerce.number().int().min(1).max(10_000).optional().describe(what);

/** The names of the parameters and fields are those of oembed.com. */
export const OEmbedQuery = z.object({
  url: bounded(2_000)
    .describe('Address of the page of an unlisted or public video.')
    .meta({ examples: [`https://media.example.org/watch/${EXAMPLE_IDS.video}`] }),
  format: z.enum(['json', 'xml']).default('json').describe('Only `json` is supported.'),
  maxwidth: mostPixels('Maximum width of the player, in pixels.'),
  maxheight: mostPixels('Maximum height of the player, in pixels.'),
});
export type OEmbedQuery = z.infer<typeof OEmbedQuery>;

export const OEmbedView = z
  .object({
    version: z.literal('1.0').describe('Version of oEmbed.'),
    type: z.literal('video').describe('Type of oEmbed.'),
    title: z.string().describe('Title of the video.'),
    provider_name: z.string().describe('Name of the service.'),
    provider_url: z.string().describe('Address of the service.'),
    width: pixels('Width of the player', EXAMPLE_OEMBED.width),
    height: pixels('Height of the player', EXAMPLE_OEMBED.height),
    html: z.string().describe('HTML of the player.'),
    thumbnail_url: z
      .string()
      .optional()
      .describe('Address of the poster. Absent if there is none, or if it is larger than requested.'),
    thumbnail_width: pixels('Width of the poster', EXAMPLE_OEMBED.thumbnail_width).optional(),
    thumbnail_height: pixels('Height of the poster', EXAMPLE_OEMBED.thumbnail_height).optional(),
  })
  .meta({
    id: 'OEmbed',
    description: 'How to embed a video, as oembed.com specifies it.',
    examples: [EXAMPLE_OEMBED],
  });
export type OEmbedView = z.infer<typeof OEmbedView>;
