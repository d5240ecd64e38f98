import { IconPlayerPlay, IconShieldCheck, IconUpload } from '@tabler/icons-react';
import type { Registration } from '../account/sign-in/registration';
import styles from './landing.module.css';
import { LandingActions } from './landing-actions';
import { RedirectSignedIn } from './redirect-signed-in';
import { RunDiagram } from './run-diagram';

const POINTS = [
  {
    icon: IconUpload,
    title: 'Resumable uploads',
    text: 'Files upload in parallel parts, straight to your own storage. After a lost connection or a reload, only the missing parts are sent.',
  },
  {
    icon: IconPlayerPlay,
    title: 'Watch while it processes',
    text: 'Each video is split into chunks that are encoded in parallel on every CPU. Playback starts as soon as the first chunks are ready.',
  },
  {
    icon: IconShieldCheck,
    title: 'Verified output',
    text: 'Every output is verified before a video is marked complete. Faulty chunks are encoded again automatically.',
  },
] as const;

type Props = { hasCookie: boolean; registration: Registration };

/** The first page for visitors. Signed-in users are redirected to the library. */
export const Landing = ({ hasCookie, registration }: Props) => (
  <div className={styles.page}>
    <RedirectSignedIn hasCookie={hasCookie} />
    <div className={styles.hero}>
      <div className={styles.words}>
        <h1 className={styles.title}>Upload once. Play on every screen.</h1>
        <p className={styles.lead}>
          A self-hosted video backend. It turns your uploads into adaptive streams and downloadable files, on your own
          servers.
        </p>
        <LandingActions registration={registration} />
      </div>
      <RunDiagram />
    </div>
    <ul className={styles.points}>
      {POINTS.map(({ icon: Icon, title, text }) => (
        <li key={title}>
          <Icon size={22} stroke={1.75} className={styles.icon} aria-hidden />
          <h2 className={styles.pointTitle}>{title}</h2>
          <p className={styles.small}>{text}</p>
        </li>
      ))}
    </ul>
    <p className={`${styles.small} ${styles.developers}`}>
      Building an integration? See the{' '}
      <a className={styles.link} href="/api/docs">
        API reference
      </a>
      .
    </p>
  </div>
);
