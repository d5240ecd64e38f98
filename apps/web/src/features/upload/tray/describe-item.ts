import { formatBytes } from '../../../format/format-bytes';
import { formatDuration } from '../../../format/format-duration';
import type { UploadItem } from '../queue/upload-item';
import { percentOf } from './summarize';

/** Where a file stands, in a line. */
export const describeItem = (item: UploadItem, isOnline: boolean): string => {
  const sent = `${formatBytes(item.sentBytes)} of ${formatBytes(item.sizeBytes)}`;
  switch (item.status) {
    case 'waiting':
      return `Waiting · ${formatBytes(item.sizeBytes)}`;
    case 'uploading':
      return isOnline ? [sent, ...speedOf(item)].join(' · ') : `${sent} · waiting for a connection`;
    case 'reconnecting':
      return `${sent} · no connection, goes on by itself`;
    case 'finishing':
      return 'Uploaded, handing over to processing';
    case 'paused':
      return `Paused · ${sent}`;
    case 'failed':
      return item.message ?? 'The upload failed.';
    case 'done':
      return `Uploaded · ${formatBytes(item.sizeBytes)}`;
  }
};

const speedOf = ({ bytesPerSecond, sizeBytes, sentBytes, inFlightBytes }: UploadItem): string[] => {
  if (bytesPerSecond < 1) return [];
  const leftMs = ((sizeBytes - sentBytes - inFlightBytes) / bytesPerSecond) * 1000;
  return [`${formatBytes(bytesPerSecond)}/s`, `${formatDuration(leftMs)} left`];
};

/** What has arrived of a file that this page lacks. */
export const describeArrived = (arrivedBytes: number, sizeBytes: number): string => {
  if (arrivedBytes >= sizeBytes) return `All ${formatBytes(sizeBytes)} have arrived. It becomes a video shortly.`;
  const arrived = `${formatBytes(arrivedBytes)} of ${formatBytes(sizeBytes)} have arrived`;
  return `${percentOf(arrivedBytes, sizeBytes)}% · ${arrived}. Choose the file again to send the rest.`;
};
