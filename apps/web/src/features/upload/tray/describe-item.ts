import { formatBytes } from '@media/core/display';
import { formatTimeLeft } from '../../../format/format-time-left';
import type { UploadItem } from '../queue/upload-item';
import { percentOf } from './summarize';

/** The state of a file, in one line. */
export const describeItem = (item: UploadItem, isOnline: boolean): string => {
  const sent = `${formatBytes(item.sentBytes)} of ${formatBytes(item.sizeBytes)}`;
  switch (item.status) {
    case 'waiting':
      return `Queued · ${formatBytes(item.sizeBytes)}`;
    case 'uploading':
      return isOnline ? [sent, ...speedOf(item)].join(' · ') : `${sent} · ${OFFLINE}`;
    case 'reconnecting':
      return `${sent} · ${isOnline ? 'Connection lost. Resumes automatically.' : OFFLINE}`;
    case 'finishing':
      return 'Uploaded. Starting processing…';
    case 'paused':
      return `Paused · ${sent}`;
    case 'failed':
      return item.message ?? 'The upload failed.';
    case 'done':
      return `Uploaded · ${formatBytes(item.sizeBytes)}`;
  }
};

export const OFFLINE = 'Offline. Resumes automatically.';

const speedOf = ({ bytesPerSecond, sizeBytes, sentBytes, inFlightBytes }: UploadItem): string[] => {
  if (bytesPerSecond < 1) return [];
  const leftMs = ((sizeBytes - sentBytes - inFlightBytes) / bytesPerSecond) * 1000;
  return [`${formatBytes(bytesPerSecond)}/s`, formatTimeLeft(leftMs)];
};

/** The state of an upload whose file has to be chosen again, in one line. */
export const describeUnfinished = (uploadedBytes: number, sizeBytes: number): string => {
  if (uploadedBytes >= sizeBytes) return `All ${formatBytes(sizeBytes)} uploaded. The video will appear shortly.`;
  const uploaded = `${formatBytes(uploadedBytes)} of ${formatBytes(sizeBytes)} uploaded`;
  return `${percentOf(uploadedBytes, sizeBytes)}% · ${uploaded}. Choose the file again to upload the rest.`;
};
