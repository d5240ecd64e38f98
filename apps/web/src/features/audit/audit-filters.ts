import type { ExportAuditQuery } from '@media/sdk';
import { isDay, startOfDay } from '../../format/days';
import { type AuditAction, isKnownAction } from './action-texts';

/** Which entries the page shows. An empty string doesn't filter. */
export type AuditFilters = {
  action: AuditAction | '';
  actor: string;
  target: string;
  /** Days in the reader's time zone, such as `2026-11-24`. Both are included. */
  from: string;
  to: string;
};

export const NO_FILTERS: AuditFilters = { action: '', actor: '', target: '', from: '', to: '' };

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Reads the filters of a URL and ignores unknown values. */
export const readFilters = (params: { get: (name: string) => string | null }): AuditFilters => {
  const read = (name: string, isValid: (text: string) => boolean) => {
    const text = params.get(name) ?? '';
    return isValid(text) ? text : '';
  };
  const action = params.get('action') ?? '';
  return {
    action: isKnownAction(action) ? action : '',
    actor: read('actor', (text) => ID.test(text)),
    target: read('target', (text) => ID.test(text)),
    from: read('from', isDay),
    to: read('to', isDay),
  };
};

/** The query that `readFilters` reads: `?action=video.deleted&from=2026-11-24`, or an empty string. */
export const filtersToQuery = (filters: AuditFilters): string => {
  const params = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
  return params.size === 0 ? '' : `?${params}`;
};

/** The filters of the API, which takes times. */
export const toApiFilters = ({ action, actor, target, from, to }: AuditFilters): Omit<ExportAuditQuery, 'format'> => {
  const [since, until] = [startOfDay(from), startOfDay(to, 1)];
  return {
    ...(action && { action }),
    ...(actor && { actorId: actor }),
    ...(target && { targetId: target }),
    ...(since && { since: since.toISOString() }),
    ...(until && { until: until.toISOString() }),
  };
};

export const isFiltered = (filters: AuditFilters): boolean => filtersToQuery(filters) !== '';
