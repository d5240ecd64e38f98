import type { Metadata } from 'next';
import { SignPage } from '@/features/account/sign-in/sign-page';

export const metadata: Metadata = { title: 'Sign in' };

const Page = () => <SignPage mode="signIn" />;

export default Page;
