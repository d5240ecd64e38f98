import { isUnderWay, type UploadItem } from '../queue/upload-item';
import { summarize } from './summarize';

/** What to tell somebody who hears the page instead of seeing it: what has happened, and every quarter of the way. */
export const milestones = (before: readonly UploadItem[], after: readonly UploadItem[]): string[] => {
  const former = new Map(before.map((item) => [item.key, item]));
  const announcements = after.flatMap((item) => milestonesOf(former.get(item.key), item));
  const isOver = before.some(isUnderWay) && !after.some(isUnderWay) && after.every(({ status }) => status === 'done');
  if (isOver && after.length > 1) announcements.push('All files are uploaded.');
  return [...announcements, ...quarters(before, after)];
};

const milestonesOf = (before: UploadItem | undefined, { fileName, status, message }: UploadItem): string[] => {
  if (before?.status === status) return [];
  if (status === 'done') return [`${fileName} is uploaded.`];
  if (status === 'failed') return [`${fileName} failed. ${message ?? ''}`.trim()];
  if (status === 'reconnecting') return [`${fileName}: no connection. It goes on by itself when there is one.`];
  return before?.status === 'reconnecting' && status === 'uploading' ? [`${fileName} goes on.`] : [];
};

const quarters = (before: readonly UploadItem[], after: readonly UploadItem[]): string[] => {
  const quarterOf = (items: readonly UploadItem[]) => Math.floor(summarize(items).percent / 25);
  const [from, to] = [quarterOf(before), quarterOf(after)];
  // Files that come or go move the whole, and nothing has arrived by that.
  return before.length === after.length && to > from && to < 4 ? [`${to * 25} % uploaded.`] : [];
};
