import type { VideoView } from '@media/sdk';
import { posterUrl, viewerEmbedPage, watchPage } from '../../../urls/video-urls';

type Address = { label: string; description: string; value: string };

/**
 * The addresses of an unlisted or public video that need no account and no token, and stay the same; none of a private one. `origin` is
 * that of the web app. Pure.
 */
export const lastingAddresses = (
  origin: string,
  { id, visibility, outputs }: Pick<VideoView, 'id' | 'visibility' | 'outputs'>,
): Address[] => {
  if (visibility === 'private') return [];
  return [
    { label: 'Watch page', description: 'Player, title and description.', value: origin + watchPage(id) },
    { label: 'Embed page', description: 'The player alone, for frames.', value: origin + viewerEmbedPage(id) },
    ...(outputs.some(({ kind }) => kind === 'poster')
      ? [{ label: 'Poster', description: 'Redirects to the image.', value: origin + posterUrl(id) }]
      : []),
  ];
};
