'use client';

import { useInterval } from '@mantine/hooks';
import { useReducer } from 'react';
import { formatAge } from '@/format/format-age';

const MINUTE_MS = 60_000;

/** `5 minutes ago`, updated every minute. */
export const Age = ({ since }: { since: string }) => {
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0);
  useInterval(tick, MINUTE_MS, { autoInvoke: true });
  return formatAge(since);
};
