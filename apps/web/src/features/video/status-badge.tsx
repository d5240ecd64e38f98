import { Badge } from '@mantine/core';
import type { VideoView } from '@media/sdk';

const LOOKS: Record<VideoView['status'], { color: string; text: string }> = {
  queued: { color: 'gray', text: 'Queued' },
  processing: { color: 'indigo', text: 'Processing' },
  completed: { color: 'teal', text: 'Completed' },
  failed: { color: 'red', text: 'Failed' },
  cancelled: { color: 'gray', text: 'Canceled' },
};

type Props = {
  status: VideoView['status'];
  /** Shown while processing. */
  progress?: number;
};

export const StatusBadge = ({ status, progress }: Props) => (
  <Badge color={LOOKS[status].color} variant="light" style={{ flexShrink: 0 }}>
    {LOOKS[status].text}
    {status === 'processing' && progress !== undefined && ` ${progress}%`}
  </Badge>
);
