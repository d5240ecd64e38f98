import type { Metadata } from 'next';
import { EmbeddedVideo } from '@/features/viewing/embedded-video';
import { readPlayOptions } from '@/features/viewing/play-options';
import { Embedded } from '@/features/watch/embed/embedded';

export const metadata: Metadata = { title: 'Video' };

type Query = Partial<Record<'token' | 't' | 'autoplay' | 'loop', string | string[]>>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

/** With a playback token any video, without one an unlisted or public video. */
const Page = async ({ params, searchParams }: Props) => {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const { token } = query;
  if (typeof token === 'string') return <Embedded id={id} token={token} />;
  return <EmbeddedVideo id={id} options={readPlayOptions(query)} />;
};

export default Page;
