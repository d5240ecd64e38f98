import type { Metadata } from 'next';
import { EmbeddedVideo } from '@/features/viewing/embedded-video';
import { Embedded } from '@/features/watch/embed/embedded';

export const metadata: Metadata = { title: 'Video' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ token?: string | string[] }> };

/** With a playback token any video, without one an unlisted or public video. */
const Page = async ({ params, searchParams }: Props) => {
  const [{ id }, { token }] = await Promise.all([params, searchParams]);
  return typeof token === 'string' ? <Embedded id={id} token={token} /> : <EmbeddedVideo id={id} />;
};

export default Page;
