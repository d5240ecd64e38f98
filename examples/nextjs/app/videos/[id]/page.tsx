import { playerUrl } from '../../../lib/media';

type Props = { params: Promise<{ id: string }> };

// The embedded player waits until the video is playable, and shows progress until then.
const Page = async ({ params }: Props) => {
  const { id } = await params;
  return (
    <main>
      <h1>Watch</h1>
      <iframe
        src={await playerUrl(id)}
        title="Video"
        allow="autoplay; fullscreen; picture-in-picture"
        style={{ width: '100%', aspectRatio: '16 / 9', border: 0 }}
      />
    </main>
  );
};

export default Page;
