import { Badge } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { visibilityLook } from '@/features/video/visibility-look';

export const VisibilityBadge = ({ visibility }: Pick<VideoView, 'visibility'>) => {
  const look = visibilityLook(visibility);
  if (!look) return null;
  return (
    <Badge variant="light" color="gray" leftSection={<look.Icon size={12} aria-hidden />}>
      {look.text}
    </Badge>
  );
};
