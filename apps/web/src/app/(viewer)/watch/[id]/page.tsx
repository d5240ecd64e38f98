import type { Metadata } from 'next';
import { viewingMetadata } from '@/features/viewing/viewing-metadata';
import { WatchPage } from '@/features/viewing/watch-page';
import { publicOrigin } from '@/server/public-origin';
import { readViewing } from '@/server/read-viewing';

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => {
  const { id } = await params;
  const answer = await readViewing(id);
  const viewing = answer.kind === 'viewing' ? answer.viewing : undefined;
  return viewingMetadata({ id, viewing, origin: await publicOrigin() });
};

const Page = async ({ params }: Props) => {
  const { id } = await params;
  return <WatchPage id={id} initial={await readViewing(id)} />;
};

export default Page;
