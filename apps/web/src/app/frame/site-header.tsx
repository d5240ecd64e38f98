import { SignLinks } from '@/features/account/sign-links';
import { Bar } from './bar';
import styles from './frame.module.css';
import { SiteColorSchemeMenu } from './site-color-scheme-menu';

export const SiteHeader = ({ canSignUp }: { canSignUp: boolean }) => (
  <Bar home="/">
    <div className={styles.aside}>
      <SiteColorSchemeMenu />
      <SignLinks canSignUp={canSignUp} />
    </div>
  </Bar>
);
