import { IconPlayerPlay, IconShieldCheck, IconUpload } from '@tabler/icons-react';
import { ForwardSignedIn } from './forward-signed-in';
import styles from './landing.module.css';
import { RunDiagram } from './run-diagram';
import { WaysIn } from './ways-in';

const POINTS = [
  {
    icon: IconUpload,
    title: 'Uploads that survive',
    text: 'Parts go straight to your own storage, several at a time. After a lost connection or a reload, only what is missing is sent.',
  },
  {
    icon: IconPlayerPlay,
    title: 'Plays while it is made',
    text: 'A video is cut into chunks that all processors encode side by side. The first ones play while the last ones are made.',
  },
  {
    icon: IconShieldCheck,
    title: 'Checked before it is ready',
    text: 'Every joint is decoded again and the files are compared with the plan. What is wrong is made once more.',
  },
] as const;

/** What this is, in one screen, and a picture of it at work. Who is signed in goes on to the library. */
export const Landing = ({ hasCookie }: { hasCookie: boolean }) => (
  <div className={styles.page}>
    <ForwardSignedIn hasCookie={hasCookie} />
    <div className={styles.hero}>
      <div className={styles.words}>
        <h1 className={styles.title}>Bring a video. Get it ready for every screen.</h1>
        <p className={styles.lead}>
          Upload what your camera made. It becomes a stream that plays anywhere and files that anyone can open, on your
          own machines.
        </p>
        <WaysIn />
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
    <p className={`${styles.small} ${styles.programs}`}>
      For programs, there is an API with{' '}
      <a className={styles.link} href="/api/docs">
        its description to read and try
      </a>
      .
    </p>
  </div>
);
