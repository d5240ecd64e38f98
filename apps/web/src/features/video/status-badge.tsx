import { Badge } from '@mantine/core';
import type { VideoView } from '@media/sdk';

const LOOKS: Record<VideoView['status'], { color: string; text: string }> = {
  queued: { color: 'gray', text: 'Queued' },
  processing: { color: 'indigo', text: 'Processing' },
  completed: { color: 'teal', text: 'Completed' },
  failed: { color: 'red', text: 'Failed' },
  cancelled: { color: 'gray', text: 'Cancelled' },
};

export const StatusBadge = ({ status }: { status: VideoView['status'] }) => (
  <Badge color={LOOKS[status].color} variant="light" style={{ flexShrink: 0 }}>
    {LOOKS[status].text}
  </Badge>
);
