import { ApiError } from '@media/sdk';
import { notFound } from 'next/navigation';
import { playerUrl } from '../../../lib/media';

type Props = { params: Promise<{ id: string }> };

// The embedded player waits until the video is playable, and shows progress until then.
const Page = async ({ params }: Props) => {
  const { id } = await params;
  const src = await playerUrl(id).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) notFound();
    throw error;
  });
  return (
    <main>
      <h1>Watch</h1>
      <iframe
        src={src}
        title="Video"
        allow="autoplay; fullscreen; picture-in-picture"
        style={{ width: '100%', aspectRatio: '16 / 9', border: 0 }}
      />
    </main>
  );
};

export default Page;
