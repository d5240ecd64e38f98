import type { Metadata } from 'next';
import { VideoPage } from '@/features/watch/video-page';

export const metadata: Metadata = { title: 'Video' };

const Page = async ({ params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params;
  return <VideoPage id={id} />;
};

export default Page;
