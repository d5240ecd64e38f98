import type { Metadata } from 'next';
import { Embedded } from '@/features/watch/embed/embedded';

export const metadata: Metadata = { title: 'Video' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ token?: string | string[] }> };

const Page = async ({ params, searchParams }: Props) => {
  const [{ id }, { token }] = await Promise.all([params, searchParams]);
  return <Embedded id={id} token={typeof token === 'string' ? token : ''} />;
};

export default Page;
