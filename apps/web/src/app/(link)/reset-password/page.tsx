import type { Metadata } from 'next';
import { ResetPasswordPage } from '@/features/recovery/reset-password-page';

export const metadata: Metadata = { title: 'Reset password' };

const Page = () => <ResetPasswordPage />;

export default Page;
