import type { Metadata } from 'next';
import { AccountPage } from '@/features/account/account-page/account-page';

export const metadata: Metadata = { title: 'Account' };

const Page = () => <AccountPage />;

export default Page;
