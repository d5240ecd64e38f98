import { Landing } from '@/features/landing/landing';

export default Landing;
