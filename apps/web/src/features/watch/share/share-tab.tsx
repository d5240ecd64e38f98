'use client';

import { Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useOrganization } from '@/features/organization/organization-context';
import { useMembers } from '@/features/organization/use-members';
import { useLacksPermission, usePermission } from '@/features/organization/use-permission';
import { whoToAsk } from '@/features/organization/who-to-ask';
import { CopyField } from './copy-field';
import { ShareLinks } from './links/share-links';
import { pageLink, watchLink } from './share-links';
import { VisibilityChoice } from './visibility-choice';
import { visibilityChoices } from './visibility-texts';

/** Who can watch, and the link to send them. */
export const ShareTab = ({ video }: { video: VideoView }) => {
  const canShare = usePermission('share.manage');
  const isRefused = useLacksPermission('share.manage');
  return (
    <Stack gap="lg">
      {canShare && <VisibilityChoice video={video} />}
      {isRefused && <WhoCanWatch video={video} />}
      <Link video={video} />
      {canShare && <ShareLinks video={video} />}
    </Stack>
  );
};

const Link = ({ video }: { video: VideoView }) => {
  const { origin } = window.location;
  return video.visibility === 'private' ? (
    <CopyField
      label="Link for members"
      description="Requires an account with access to this video."
      value={pageLink(origin, video)}
      action="Copy link"
    />
  ) : (
    <CopyField
      label="Link"
      description="Opens the video without an account."
      value={watchLink(origin, video)}
      action="Copy link"
    />
  );
};

/** For members who can't change it. */
const WhoCanWatch = ({ video }: { video: VideoView }) => {
  const { current } = useOrganization();
  const { data } = useMembers(current.id);
  const names = whoToAsk(data?.pages.flatMap(({ items }) => items) ?? []);
  const choice = visibilityChoices(current.name).find(({ value }) => value === video.visibility);
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {`${choice?.title ?? video.visibility}. ${choice?.text ?? ''}`}
      </Text>
      <Text size="sm" c="dimmed">
        {`Changing who can watch needs the role Editor. Ask an owner or admin${names ? `: ${names}` : ' of the organization'}.`}
      </Text>
    </Stack>
  );
};
