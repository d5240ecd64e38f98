import { isActive, type UploadItem, type UploadItemStatus } from '../queue/upload-item';

export type Summary = {
  title: string;
  /** Uploaded bytes of all files, 0 to 100. Rounded down: 100 means every byte. */
  percent: number;
  bytesPerSecond: number;
  /** Undefined while the speed is unknown. */
  leftMs: number | undefined;
};

/** Rounded down: 100 means every byte. */
export const percentOf = (bytes: number, totalBytes: number): number =>
  totalBytes === 0 ? 0 : Math.floor((100 * bytes) / totalBytes);

/** Totals over all files on the list. */
export const summarize = (items: readonly UploadItem[]): Summary => {
  const [sent, total] = [sum(items, 'sentBytes'), sum(items, 'sizeBytes')];
  const active = items.filter(isActive);
  const bytesPerSecond = sum(active, 'bytesPerSecond');
  const leftBytes = sum(active, 'sizeBytes') - sum(active, 'sentBytes') - sum(active, 'inFlightBytes');
  return {
    title: titleOf(items),
    percent: percentOf(sent, total),
    bytesPerSecond,
    leftMs: bytesPerSecond >= 1 ? (leftBytes / bytesPerSecond) * 1000 : undefined,
  };
};

const sum = (
  items: readonly UploadItem[],
  field: 'sentBytes' | 'inFlightBytes' | 'sizeBytes' | 'bytesPerSecond',
): number => items.reduce((total, item) => total + item[field], 0);

/** Whether every file is uploaded, and there is at least one. */
export const areAllDone = (items: readonly UploadItem[]): boolean =>
  items.length > 0 && items.every(({ status }) => status === 'done');

const titleOf = (items: readonly UploadItem[]): string => {
  const count = (...wanted: UploadItemStatus[]) => items.filter(({ status }) => wanted.includes(status)).length;
  const active = items.filter(isActive).length;
  if (active > 0) return `Uploading ${active} ${active === 1 ? 'file' : 'files'}`;
  const [paused, failed, done] = [count('paused'), count('failed'), count('done')];
  const parts = [done > 0 && `${done} uploaded`, failed > 0 && `${failed} failed`, paused > 0 && `${paused} paused`];
  return parts.filter((part) => part !== false).join(', ') || 'Uploads';
};
