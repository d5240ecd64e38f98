import type { Metadata } from 'next';
import { AuditPage } from '@/features/audit/audit-page';

export const metadata: Metadata = { title: 'Audit log' };

const Page = async ({ params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params;
  return <AuditPage id={id} />;
};

export default Page;
