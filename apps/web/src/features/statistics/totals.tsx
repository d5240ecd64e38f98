import type { VideoStatisticsView } from '@media/sdk';
import { formatWatched } from './format-watched';
import styles from './statistics.module.css';

type Props = { totals: VideoStatisticsView['totals'] };

export const Totals = ({ totals: { plays, sessions, watchedSeconds } }: Props) => (
  <dl className={styles.totals}>
    <div>
      <dt>Plays</dt>
      <dd>{plays.toLocaleString()}</dd>
    </div>
    <div>
      <dt>Sessions</dt>
      <dd>{sessions.toLocaleString()}</dd>
    </div>
    <div>
      <dt>Watched</dt>
      <dd>{formatWatched(watchedSeconds)}</dd>
    </div>
  </dl>
);
