import type { Metadata } from 'next';
import { OrganizationStatistics } from '@/features/statistics/organization-statistics';

export const metadata: Metadata = { title: 'Viewer statistics' };

const Page = async ({ params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params;
  return <OrganizationStatistics id={id} />;
};

export default Page;
