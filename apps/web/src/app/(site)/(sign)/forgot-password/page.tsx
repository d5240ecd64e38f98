import type { Metadata } from 'next';
import { ForgotPasswordPage } from '@/features/recovery/forgot-password-page';

export const metadata: Metadata = { title: 'Forgot password' };

const Page = () => <ForgotPasswordPage />;

export default Page;
