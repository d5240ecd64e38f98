import { clockTime, formatBytes } from '@media/core/display';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { RECORDED_RUN } from './recorded-run';
import styles from './run-diagram.module.css';
import { RunLanes } from './run-lanes';

const { fileName, durationMs, sizeBytes, width, height, renditions, playableMs, finishedMs, chunks } = RECORDED_RUN;

const formatElapsed = (ms: number): string =>
  ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;

/** The delay of an element's animation, as a fraction of the run. */
const at = (ms: number): CSSProperties => ({ '--at': ms / finishedMs }) as CSSProperties;

/** Plays a recorded run once, in a few seconds: the player, and below it the tasks of the workers. */
export const RunDiagram = () => (
  <figure className={styles.figure}>
    <div className={styles.card} role="img" aria-label={DESCRIPTION}>
      <div className={styles.top}>
        <span className={styles.name}>{fileName}</span>
        <div className={styles.states}>
          <span className={`${styles.badge} ${styles.before}`} style={at(finishedMs)}>
            Processing
          </span>
          <span className={`${styles.badge} ${styles.after}`} data-color="teal" style={at(finishedMs)}>
            Completed
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
            <span>{clockTime(durationMs)}</span>
          </div>
        </div>
      </div>
      <RunLanes />
    </div>
    <figcaption className={styles.caption}>
      A recorded run: a {clockTime(durationMs)} video in {width}×{height} (
      <span className={styles.unbroken}>{formatBytes(sizeBytes)}</span>), encoded at {renditions.length} resolutions on
      two shared CPUs. It was ready to watch after {formatElapsed(playableMs)} and completed after{' '}
      {formatElapsed(finishedMs)}.
    </figcaption>
  </figure>
);

const DESCRIPTION = `A video being processed: the player, and below it a timeline of the workers' tasks. The video is ready to watch after ${formatElapsed(playableMs)} and completed after ${formatElapsed(finishedMs)}.`;
