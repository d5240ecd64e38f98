import type { ShareView, VideoView } from '@media/sdk';
import { formatDateTime } from '../../../../format/format-time';
import { embedPage, shareEmbedPage, viewerEmbedPage } from '../../../../urls/video-urls';
import { isExpired, shareFacts } from '../links/share-facts';

/** What lets people watch an embedded video. */
export type EmbedSource = {
  id: string;
  /** In a list of several. */
  label: string;
  address: string;
  /** Who can watch, and until when. */
  text: string;
};

type Known = {
  /** Of the web app: `https://media.example.org`. */
  origin: string;
  video: Pick<VideoView, 'id' | 'visibility'>;
  shares: readonly ShareView[];
  token: { token: string; expiresAt: string } | undefined;
};

/** What a video can be embedded with, the most lasting first. Pure. */
export const embedSources = ({ origin, video, shares, token }: Known, nowMs = Date.now()): EmbedSource[] => [
  ...byVisibility(origin, video),
  ...shares.flatMap((share) => (isExpired(share, nowMs) ? [] : byShare(origin, share, nowMs))),
  ...(token && video.visibility === 'private' ? [byToken(origin, video, token)] : []),
];

const byVisibility = (origin: string, { id, visibility }: Known['video']): EmbedSource[] => {
  if (visibility === 'private') return [];
  return [
    {
      id: 'visibility',
      label: visibility === 'public' ? 'Public video' : 'Unlisted video',
      address: origin + viewerEmbedPage(id),
      text: `Everybody who sees the page can watch, as long as the video is ${visibility}.`,
    },
  ];
};

const byShare = (origin: string, share: ShareView, nowMs: number): EmbedSource[] => {
  const { id, url, hasPassword, allowDownload, expiresAt } = share;
  // After the server's secret was changed, the link isn't known any more.
  if (url === null) return [];
  const who = hasPassword ? 'Everybody who sees the page and knows the password' : 'Everybody who sees the page';
  const what = allowDownload ? 'can watch and download the video' : 'can watch';
  const until = expiresAt === null ? 'until you revoke the link' : `until ${formatDateTime(expiresAt)}`;
  return [
    {
      id,
      label: `Share link: ${shareFacts(share, nowMs).join(', ')}`,
      address: origin + shareEmbedPage(id, new URL(url).hash),
      text: `${who} ${what}, ${until}.`,
    },
  ];
};

const byToken = (origin: string, { id }: Known['video'], { token, expiresAt }: NonNullable<Known['token']>) => ({
  id: 'token',
  label: `Trial until ${formatDateTime(expiresAt)}`,
  address: origin + embedPage(id, token),
  text: `Until ${formatDateTime(expiresAt)}, everybody who sees the page can watch this video and download its outputs, but not the source file. For a page that stays, make the video unlisted or create a share link.`,
});
