import { IconPlayerPlayFilled } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { formatBytes } from '@/format/format-bytes';
import { formatDuration } from '@/format/format-duration';
import { RECORDED_RUN } from './recorded-run';
import styles from './run-diagram.module.css';
import { RunLanes } from './run-lanes';

const { fileName, durationMs, sizeBytes, width, height, renditions, playableMs, finishedMs, chunks } = RECORDED_RUN;

const lapse = (ms: number): string =>
  ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} minutes`;

/** When, in the picture's own few seconds, something happens that happened then. */
const at = (ms: number): CSSProperties => ({ '--at': ms / finishedMs }) as CSSProperties;

/** A run that was recorded, shown once in a few seconds: the player above, what the workers did below. */
export const RunDiagram = () => (
  <figure className={styles.figure}>
    <div className={styles.card} role="img" aria-label={SPOKEN}>
      <div className={styles.top}>
        <span className={styles.name}>{fileName}</span>
        <div className={styles.states}>
          <span className={`${styles.badge} ${styles.before}`} style={at(finishedMs)}>
            Processing
          </span>
          <span className={`${styles.badge} ${styles.after}`} data-color="teal" style={at(finishedMs)}>
            Ready
          </span>
        </div>
      </div>
      <div className={styles.screen}>
        <span className={styles.play} style={at(playableMs)}>
          <IconPlayerPlayFilled size={28} />
        </span>
        <div className={styles.controls}>
          <div className={styles.seek}>
            {chunks.map(({ fromMs, toMs, readyMs }) => (
              <span key={fromMs} style={{ flexGrow: toMs - fromMs, ...at(readyMs) }} />
            ))}
          </div>
          <div className={styles.times}>
            <span>0:00</span>
            <span>{formatDuration(durationMs)}</span>
          </div>
        </div>
      </div>
      <RunLanes />
    </div>
    <figcaption className={styles.caption}>
      A real run: {formatDuration(durationMs)} of {width}×{height}, {formatBytes(sizeBytes)}, in {renditions.length}{' '}
      sizes on two processors that had other work, too. It played after {lapse(playableMs)} and was done after{' '}
      {lapse(finishedMs)}.
    </figcaption>
  </figure>
);

const SPOKEN = `The page of a video while it is processed: the player, and below it which worker did what and when. It plays after ${lapse(playableMs)} and is done after ${lapse(finishedMs)}.`;
