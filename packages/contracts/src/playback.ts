import { z } from 'zod';
import { EXAMPLE_DOWNLOAD, EXAMPLE_PLAYBACK_TOKEN } from './examples.js';
import { timestamp } from './fields.js';
import { OutputId } from './ids.js';
import { bounded } from './text.js';

export const DownloadQuery = z.object({
  output: z
    .union([z.literal('source'), OutputId])
    .optional()
    .describe(
      'ID of an output, or `source` for the source file, which requires `member.read`. The default is the best MP4.',
    ),
  token: bounded(2_000).optional().describe('Playback token, as an alternative to the `Authorization` header.'),
});
export type DownloadQuery = z.infer<typeof DownloadQuery>;

/** Sent instead of a redirect to clients with `Accept: application/json`. */
export const DownloadLink = z
  .object({ url: z.string().describe('Presigned URL of the file.') })
  .meta({ id: 'DownloadLink', description: 'A download link.', examples: [EXAMPLE_DOWNLOAD] });
export type DownloadLink = z.infer<typeof DownloadLink>;

export const TokenQuery = z.object({
  token: bounded(2_000).optional().describe('Playback token, as an alternative to the `Authorization` header.'),
});
export type TokenQuery = z.infer<typeof TokenQuery>;

export const PlaybackTokenView = z
  .object({
    token: z
      .string()
      .describe(
        'Playback token. With it, anyone can play this video, follow its events, and download its outputs, but not the source file.',
      ),
    hlsUrl: z.string().describe('URL of the HLS playlist, including the token.'),
    dashUrl: z.string().describe('URL of the DASH manifest, including the token.'),
    expiresAt: timestamp('When the token expires'),
  })
  .meta({
    id: 'PlaybackToken',
    description: 'A playback token and URLs that work without an `Authorization` header.',
    examples: [EXAMPLE_PLAYBACK_TOKEN],
  });
export type PlaybackTokenView = z.infer<typeof PlaybackTokenView>;
