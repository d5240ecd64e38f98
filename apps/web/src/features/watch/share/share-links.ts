import type { VideoView } from '@media/sdk';
import { videoPage, watchPage } from '../../../urls/video-urls';

type Video = Pick<VideoView, 'id'>;

/** The video's page, which requires signing in. `origin` is that of the web app: `https://media.example.org`. */
export const pageLink = (origin: string, { id }: Video): string => origin + videoPage(id);

/** The page of an unlisted or public video, which requires no account. */
export const watchLink = (origin: string, { id }: Video): string => origin + watchPage(id);
