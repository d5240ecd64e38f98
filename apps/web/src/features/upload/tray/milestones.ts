import { isActive, type UploadItem } from '../queue/upload-item';
import { areAllDone, summarize } from './summarize';

/** What screen readers announce after a change: milestones of each file, and every quarter of the total progress. */
export const milestones = (before: readonly UploadItem[], after: readonly UploadItem[]): string[] => {
  const previous = new Map(before.map((item) => [item.key, item]));
  const announcements = after.flatMap((item) => milestonesOf(previous.get(item.key), item));
  if (before.some(isActive) && areAllDone(after) && after.length > 1) announcements.push('All files uploaded.');
  return [...announcements, ...quarters(before, after)];
};

const milestonesOf = (before: UploadItem | undefined, { fileName, status, message }: UploadItem): string[] => {
  if (before?.status === status) return [];
  if (status === 'done') return [`${fileName} uploaded.`];
  if (status === 'failed') return [`${fileName} failed to upload. ${message ?? ''}`.trim()];
  if (status === 'reconnecting') return [`${fileName}: connection lost. Resumes automatically.`];
  return before?.status === 'reconnecting' && status === 'uploading' ? [`${fileName} resumed.`] : [];
};

const quarters = (before: readonly UploadItem[], after: readonly UploadItem[]): string[] => {
  const quarterOf = (items: readonly UploadItem[]) => Math.floor(summarize(items).percent / 25);
  const [from, to] = [quarterOf(before), quarterOf(after)];
  // Adding or removing files changes the total without any progress.
  return before.length === after.length && to > from && to < 4 ? [`${to * 25}% uploaded.`] : [];
};
