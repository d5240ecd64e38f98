import { ButtonLink } from '@/controls/button-link';
import styles from '@/controls/controls.module.css';

export const LandingActions = () => (
  <div className={styles.group}>
    <ButtonLink href="/sign-up" variant="filled" size="md">
      Sign up
    </ButtonLink>
    <ButtonLink href="/sign-in" variant="default" size="md">
      Sign in
    </ButtonLink>
  </div>
);
