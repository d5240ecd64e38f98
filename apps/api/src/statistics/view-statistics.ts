import {
  MOST_DAYS,
  type OrganizationStatisticsView,
  type StatisticsQuery,
  type VideoStatisticsView,
} from '@media/contracts';
import { dayAfter, dayOf, lengthOf, type OrganizationId, type Period, type VideoId, withEmptyDays } from '@media/core';
import type { DaySums, Statistics } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { invalidFields } from '../http/invalid-fields.js';

type Deps = { statistics: Statistics; config: Pick<ApiConfig, 'viewerStatistics'> };

const USUAL_DAYS = 28;
const MOST_TOP_VIDEOS = 20;

/** The period that a query asks for. @throws AppError REQUEST_INVALID if it is too long or ends before it begins */
export const periodOf = ({ from, to = dayOf(Date.now()) }: StatisticsQuery): Period => {
  const period = { from: from ?? dayAfter(to, 1 - USUAL_DAYS), to };
  const days = lengthOf(period);
  if (days < 1) throw invalidFields([{ path: 'to', message: 'Must not be before `from`' }]);
  if (days > MOST_DAYS)
    throw invalidFields([{ path: 'from', message: `Must be at most ${MOST_DAYS} days, including \`to\`` }]);
  return period;
};

const toView = <T extends Omit<DaySums, 'date'>>({ watchedMs, ...rest }: T) => ({
  ...rest,
  watchedSeconds: Math.round(watchedMs / 1_000),
});

const NOTHING = { plays: 0, sessions: 0, watchedMs: 0 };

/** What both kinds of statistics have in common. */
const overview = async (
  { statistics, config }: Deps,
  organizationId: OrganizationId,
  period: Period,
  days: readonly DaySums[],
) => {
  const isEnabled = await statistics.isEnabled(organizationId);
  const totals = days.reduce(
    (sum, day) => ({
      plays: sum.plays + day.plays,
      sessions: sum.sessions + day.sessions,
      watchedMs: sum.watchedMs + day.watchedMs,
    }),
    NOTHING,
  );
  const disabledBy = isEnabled ? null : ('organization' as const);
  return {
    ...period,
    disabledBy: config.viewerStatistics ? disabledBy : ('server' as const),
    totals: toView(totals),
    days: withEmptyDays(period, days, (date) => ({ date, ...NOTHING })).map(toView),
  };
};

export const viewVideoStatistics = async (
  deps: Deps,
  { organizationId, videoId }: { organizationId: OrganizationId; videoId: VideoId },
  query: StatisticsQuery,
): Promise<VideoStatisticsView> => {
  const period = periodOf(query);
  const days = await deps.statistics.daysOfVideo(organizationId, videoId, period);
  const heatmap = await deps.statistics.heatOfVideo(organizationId, videoId, period);
  return { ...(await overview(deps, organizationId, period, days)), heatmap };
};

export const viewOrganizationStatistics = async (
  deps: Deps,
  organizationId: OrganizationId,
  query: StatisticsQuery,
): Promise<OrganizationStatisticsView> => {
  const period = periodOf(query);
  const days = await deps.statistics.daysOfOrganization(organizationId, period);
  const topVideos = await deps.statistics.topVideos(organizationId, period, MOST_TOP_VIDEOS);
  return { ...(await overview(deps, organizationId, period, days)), topVideos: topVideos.map(toView) };
};
