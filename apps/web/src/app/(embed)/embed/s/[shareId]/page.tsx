import type { Metadata } from 'next';
import { EmbeddedShare } from '@/features/viewing/embedded-video';
import { readPlayOptions } from '@/features/viewing/play-options';

export const metadata: Metadata = { title: 'Shared video', referrer: 'no-referrer' };

type Props = {
  params: Promise<{ shareId: string }>;
  searchParams: Promise<Partial<Record<'t' | 'autoplay' | 'loop', string | string[]>>>;
};

/** The ID in the path says which sites can show the page. The token in the fragment opens the video, if it belongs to that ID. */
const Page = async ({ params, searchParams }: Props) => {
  const [{ shareId }, query] = await Promise.all([params, searchParams]);
  return <EmbeddedShare shareId={shareId} options={readPlayOptions(query)} />;
};

export default Page;
