import type { Metadata } from 'next';
import { VerifyEmailPage } from '@/features/recovery/verify-email-page';

export const metadata: Metadata = { title: 'Confirm email address' };

const Page = () => <VerifyEmailPage />;

export default Page;
