import type { Metadata } from 'next';
import { AccountDeleted } from '@/features/account/delete-account/account-deleted';

export const metadata: Metadata = { title: 'Account deleted' };

const Page = () => <AccountDeleted />;

export default Page;
