import { Landing } from '@/features/account/landing';

export default Landing;
