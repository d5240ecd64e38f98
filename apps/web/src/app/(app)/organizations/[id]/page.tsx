import type { Metadata } from 'next';
import { OrganizationPage } from '@/features/organization/page/organization-page';

export const metadata: Metadata = { title: 'Organization' };

const Page = async ({ params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params;
  return <OrganizationPage id={id} />;
};

export default Page;
