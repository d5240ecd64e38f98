import { describeBar, shortLabel } from './describe-bar';
import { kindColor } from './kind-color';
import styles from './timeline.module.css';
import type { Bar, Row } from './timeline-rows';

const LANE_PX = 28;

type Props = {
  row: Row;
  breaks: readonly number[];
  /** The bar in the tab order; arrow keys reach the others. */
  focusId: string | undefined;
  openId: string | undefined;
  detailsId: string;
  onToggle: (bar: Bar) => void;
};

export const TimelineRow = ({ row, breaks, focusId, openId, detailsId, onToggle }: Props) => (
  <div className={styles.row}>
    <div className={styles.worker} title={row.worker}>
      {row.worker}
    </div>
    <div className={styles.track} style={{ height: row.laneCount * LANE_PX }}>
      {breaks.map((place) => (
        <span key={place} className={styles.break} style={{ left: `${100 * place}%` }} />
      ))}
      {row.bars.map((bar) => (
        <button
          key={bar.id}
          type="button"
          className={styles.bar}
          data-bar={bar.id}
          data-status={bar.attempt.status}
          aria-label={describeBar(bar)}
          title={describeBar(bar)}
          aria-expanded={bar.id === openId}
          aria-controls={detailsId}
          tabIndex={bar.id === focusId ? 0 : -1}
          onClick={() => onToggle(bar)}
          style={{
            left: `min(${100 * bar.left}%, 100% - 8px)`,
            width: `${100 * bar.width}%`,
            top: bar.lane * LANE_PX + 2,
            backgroundColor: kindColor(bar.task.kind),
          }}
        >
          {shortLabel(bar)}
        </button>
      ))}
    </div>
  </div>
);
