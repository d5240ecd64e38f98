import { isUnderWay, type UploadItem, type UploadItemStatus } from '../queue/upload-item';

export type Summary = {
  title: string;
  /** Of all bytes on the list, 0 to 100, rounded down: 100 means that all are there. */
  percent: number;
  bytesPerSecond: number;
  /** Undefined while nothing moves. */
  leftMs: number | undefined;
};

/** Rounded down: 100 means that every byte is there. */
export const percentOf = (bytes: number, totalBytes: number): number =>
  totalBytes === 0 ? 0 : Math.floor((100 * bytes) / totalBytes);

/** All files on the list as one. */
export const summarize = (items: readonly UploadItem[]): Summary => {
  const [sent, total] = [sum(items, 'sentBytes'), sum(items, 'sizeBytes')];
  const moving = items.filter(isUnderWay);
  const bytesPerSecond = sum(moving, 'bytesPerSecond');
  const leftBytes = sum(moving, 'sizeBytes') - sum(moving, 'sentBytes') - sum(moving, 'inFlightBytes');
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

const titleOf = (items: readonly UploadItem[]): string => {
  const count = (...wanted: UploadItemStatus[]) => items.filter(({ status }) => wanted.includes(status)).length;
  const moving = items.filter(isUnderWay).length;
  if (moving > 0) return `Uploading ${moving} ${moving === 1 ? 'file' : 'files'}`;
  const [paused, failed, done] = [count('paused'), count('failed'), count('done')];
  const parts = [done > 0 && `${done} uploaded`, failed > 0 && `${failed} failed`, paused > 0 && `${paused} paused`];
  return parts.filter((part) => part !== false).join(', ') || 'Uploads';
};
