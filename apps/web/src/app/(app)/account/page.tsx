import type { Metadata } from 'next';
import { AccountPage } from '@/features/account/account-page/account-page';
import { RequireSession } from '@/features/account/require-session';

export const metadata: Metadata = { title: 'Account' };

const Page = () => (
  <RequireSession>
    <AccountPage />
  </RequireSession>
);

export default Page;
