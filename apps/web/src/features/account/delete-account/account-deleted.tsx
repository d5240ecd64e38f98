import { ButtonLink } from '@/controls/button-link';
import styles from './account-deleted.module.css';

/** What users see after they have deleted their account. */
export const AccountDeleted = () => (
  <div className={styles.message}>
    <h1 className={styles.title}>Your account was deleted</h1>
    <p>
      You are signed out on all devices, and your API keys no longer work. The files of your personal organization are
      being deleted, unless it has other members. We've sent a confirmation to your email address.
    </p>
    <ButtonLink href="/" variant="default" size="md">
      Back to the start page
    </ButtonLink>
  </div>
);
