import type { Metadata } from 'next';
import { SignPage } from '@/features/account/sign-in/sign-page';

export const metadata: Metadata = { title: 'Sign up' };

const Page = () => <SignPage mode="signUp" />;

export default Page;
