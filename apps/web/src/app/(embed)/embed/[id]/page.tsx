import type { Metadata } from 'next';
import { EmbeddedByToken, EmbeddedVideo } from '@/features/viewing/embedded-video';
import { readPlayOptions } from '@/features/viewing/play-options';

export const metadata: Metadata = { title: 'Video' };

type Query = Partial<Record<'token' | 't' | 'autoplay' | 'loop', string | string[]>>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

/** With a playback token any video, without one an unlisted or public video. */
const Page = async ({ params, searchParams }: Props) => {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const { token } = query;
  const options = readPlayOptions(query);
  return typeof token === 'string' ? (
    <EmbeddedByToken id={id} token={token} options={options} />
  ) : (
    <EmbeddedVideo id={id} options={options} />
  );
};

export default Page;
