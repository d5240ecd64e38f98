import type { CSSProperties } from 'react';
import { RECORDED_RUN, type RecordedTask } from './recorded-run';
import styles from './run-lanes.module.css';

const { tasks, playableMs, finishedMs } = RECORDED_RUN;
const LANES = [...new Set(tasks.map(({ lane }) => lane))];
const MOST_TICKS = 6;
/** A bar narrower than this part of the whole has no room for its name. */
const NAMED_FROM = 0.12;

const tickMs = [10_000, 20_000, 30_000, 60_000].find((ms) => finishedMs / ms < MOST_TICKS) ?? 120_000;
const TICKS = Array.from({ length: Math.floor(finishedMs / tickMs) + 1 }, (_, tick) => tick * tickMs);

const percent = (ms: number): string => `${(100 * ms) / finishedMs}%`;

const place = ({ startMs, endMs }: RecordedTask): CSSProperties =>
  ({
    left: percent(startMs),
    width: percent(endMs - startMs),
    '--at': startMs / finishedMs,
    '--takes': (endMs - startMs) / finishedMs,
  }) as CSSProperties;

/** What each worker did, and when. */
export const RunLanes = () => (
  <div className={styles.lanes}>
    {LANES.map((lane) => (
      <div key={lane} className={styles.lane}>
        <span className={styles.name}>{lane.replace(/ \d$/, '')}</span>
        <div className={styles.track}>
          {tasks
            .filter((task) => task.lane === lane)
            .map((task) => (
              <span key={task.startMs} className={styles.bar} data-kind={task.kind} style={place(task)}>
                {(task.endMs - task.startMs) / finishedMs > NAMED_FROM && task.name}
              </span>
            ))}
        </div>
      </div>
    ))}
    <div className={styles.axis}>
      {TICKS.map((ms) => (
        <span key={ms} style={{ left: percent(ms) }}>
          {ms / 1000} s
        </span>
      ))}
    </div>
    <div className={styles.marks}>
      <span
        className={styles.mark}
        style={{ left: percent(playableMs), '--at': playableMs / finishedMs } as CSSProperties}
      >
        <span>plays</span>
      </span>
    </div>
  </div>
);
