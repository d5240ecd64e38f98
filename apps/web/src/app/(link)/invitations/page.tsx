import type { Metadata } from 'next';
import { InvitationPage } from '@/features/invitation/invitation-page';

export const metadata: Metadata = { title: 'Invitation' };

const Page = () => <InvitationPage />;

export default Page;
