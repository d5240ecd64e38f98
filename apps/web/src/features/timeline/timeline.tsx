'use client';

import { Stack } from '@mantine/core';
import type { JobView } from '@media/sdk';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { formatClock } from '@/format/format-time';
import { KindLegend } from './kind-legend';
import { TaskDetails } from './task-details';
import { taskKinds } from './task-kinds';
import { type TimeScale, timeScale } from './time-scale';
import styles from './timeline.module.css';
import { TimelineRow } from './timeline-row';
import { attemptsOf, type Bar, nextBar, spanOf, timelineRows } from './timeline-rows';

type Props = {
  job: JobView;
  /** Where the bars of running attempts end. */
  nowMs: number;
};

/** Every attempt of a job, by worker and over time. */
export const Timeline = ({ job, nowMs }: Props) => {
  const scale = timeScale(attemptsOf(job).map(({ attempt }) => spanOf(attempt, nowMs)));
  const rows = timelineRows(job, scale, nowMs);
  const bars = rows.flatMap((row) => row.bars);
  const kinds = taskKinds(job);

  const [openId, setOpenId] = useState<string>();
  const [focusId, setFocusId] = useState<string>();
  const open = bars.find(({ id }) => id === openId);
  const focused = bars.find(({ id }) => id === focusId) ?? bars[0];
  const detailsId = useId();
  const container = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent) => {
    const next = focused && nextBar(rows, focused, event.key);
    if (!next) return;
    event.preventDefault();
    setFocusId(next.id);
    container.current?.querySelector<HTMLElement>(`[data-bar="${CSS.escape(next.id)}"]`)?.focus();
  };
  const toggle = (bar: Bar) => {
    setFocusId(bar.id);
    setOpenId(bar.id === openId ? undefined : bar.id);
  };

  return (
    <Stack gap="sm">
      <KindLegend kinds={kinds} />
      {bars.length > 0 && (
        <div ref={container} className={styles.rows} role="toolbar" aria-label="Timeline" onKeyDown={move}>
          {rows.map((row) => (
            <TimelineRow
              key={row.worker}
              {...{ row, breaks: scale.breaks, openId, detailsId }}
              focusId={focused?.id}
              onToggle={toggle}
            />
          ))}
          <Axis scale={scale} />
        </div>
      )}
      <div id={detailsId} hidden={!open}>
        {open && <TaskDetails task={open.task} onClose={() => setOpenId(undefined)} />}
      </div>
    </Stack>
  );
};

const Axis = ({ scale: { startMs, endMs } }: { scale: TimeScale }) => (
  <div className={styles.axisRow}>
    <div className={styles.axis}>
      <span>{formatClock(startMs, endMs)}</span>
      <span>{formatClock(endMs, startMs)}</span>
    </div>
  </div>
);
