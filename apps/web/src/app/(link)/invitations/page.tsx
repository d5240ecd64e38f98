import type { Metadata } from 'next';
import { InvitationPage } from '@/features/invitation/invitation-page';
import { readRegistration } from '@/server/read-registration';

export const metadata: Metadata = { title: 'Invitation' };

const Page = async () => <InvitationPage registration={await readRegistration()} />;

export default Page;
