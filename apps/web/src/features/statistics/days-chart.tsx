import { Table } from '@mantine/core';
import { countOf } from '@media/core/display';
import type { VideoStatisticsView } from '@media/sdk';
import { Disclosure } from '@/features/watch/disclosure';
import { formatDay, formatWatched } from './format-watched';
import styles from './statistics.module.css';

type Days = VideoStatisticsView['days'];

const HEIGHT = 100;
/** Of a bar, relative to its day. */
const WIDTH = 0.7;

/** The plays of each day as bars, and everything as a table. */
export const DaysChart = ({ days }: { days: Days }) => {
  const most = Math.max(1, ...days.map(({ plays }) => plays));
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const best = days.reduce((a, b) => (b.plays > a.plays ? b : a));
  const summary = `Plays per day. The most were ${countOf(best.plays, 'play')} on ${formatDay(best.date)}.`;
  return (
    <div>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${days.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        {days.map(({ date, plays }, day) => (
          <rect
            key={date}
            x={day + (1 - WIDTH) / 2}
            y={HEIGHT - (HEIGHT * plays) / most}
            width={WIDTH}
            height={(HEIGHT * plays) / most}
            fill="currentColor"
          >
            <title>{`${formatDay(date)}: ${countOf(plays, 'play')}`}</title>
          </rect>
        ))}
      </svg>
      <div className={styles.ends}>
        <span>{formatDay(first.date)}</span>
        <span>{formatDay(last.date)}</span>
      </div>
      <Disclosure summary="As a table">
        <DaysTable days={days} />
      </Disclosure>
    </div>
  );
};

/** The newest day first. */
const DaysTable = ({ days }: { days: Days }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboards can scroll only what has the focus
  <section className={styles.table} tabIndex={0} aria-label="Views by day">
    <Table horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Day (UTC)</Table.Th>
          {['Plays', 'Sessions', 'Watched'].map((name) => (
            <Table.Th key={name} scope="col" className={styles.number}>
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.toReversed().map(({ date, plays, sessions, watchedSeconds }) => (
          <Table.Tr key={date}>
            <Table.Td className={styles.day}>{formatDay(date)}</Table.Td>
            <Table.Td className={styles.number}>{plays.toLocaleString()}</Table.Td>
            <Table.Td className={styles.number}>{sessions.toLocaleString()}</Table.Td>
            <Table.Td className={styles.number}>{formatWatched(watchedSeconds)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </section>
);
