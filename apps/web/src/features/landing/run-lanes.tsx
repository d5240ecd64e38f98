import type { CSSProperties } from 'react';
import { kindColor } from '../timeline/kind-color';
import { RECORDED_RUN, type RecordedTask } from './recorded-run';
import styles from './run-lanes.module.css';

const { tasks, playableMs, finishedMs } = RECORDED_RUN;
const LANES = [...new Set(tasks.map(({ lane }) => lane))];
const MAX_TICKS = 6;
/** Narrower bars, as a fraction of the run, have no room for their name. */
const MIN_NAMED_WIDTH = 0.12;

const tickMs = [10_000, 20_000, 30_000, 60_000].find((ms) => finishedMs / ms < MAX_TICKS) ?? 120_000;
const TICKS = Array.from({ length: Math.floor(finishedMs / tickMs) + 1 }, (_, tick) => tick * tickMs);

const formatTick = (ms: number): string => (tickMs < 60_000 || ms === 0 ? `${ms / 1000} s` : `${ms / 60_000} min`);

const percent = (ms: number): string => `${(100 * ms) / finishedMs}%`;

const place = ({ kind, startMs, endMs }: RecordedTask): CSSProperties =>
  ({
    left: percent(startMs),
    width: percent(endMs - startMs),
    background: kindColor(kind),
    '--at': startMs / finishedMs,
    '--takes': (endMs - startMs) / finishedMs,
  }) as CSSProperties;

/** The workers' tasks over time. */
export const RunLanes = () => (
  <div className={styles.lanes}>
    {LANES.map((lane) => (
      <div key={lane} className={styles.lane}>
        <span className={styles.name}>{lane.replace(/ \d$/, '')}</span>
        <div className={styles.track}>
          {tasks
            .filter((task) => task.lane === lane)
            .map((task) => (
              <span key={task.startMs} className={styles.bar} style={place(task)}>
                {(task.endMs - task.startMs) / finishedMs > MIN_NAMED_WIDTH && task.name}
              </span>
            ))}
        </div>
      </div>
    ))}
    <div className={styles.axis}>
      {TICKS.map((ms) => (
        <span key={ms} style={{ left: percent(ms) }}>
          {formatTick(ms)}
        </span>
      ))}
    </div>
    <div className={styles.marks}>
      <span
        className={styles.mark}
        style={{ left: percent(playableMs), '--at': playableMs / finishedMs } as CSSProperties}
      >
        <span>Ready to watch</span>
      </span>
    </div>
  </div>
);
