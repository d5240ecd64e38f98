'use client';

import { Group, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { notifyMenuFailed } from '@/features/menu/notify-menu-failed';
import { useMenuOnDemand } from '@/features/menu/use-menu-on-demand';
import { usePermission } from '@/features/organization/use-permission';
import { PriorityButton } from './priority-button';
import { priorityTitle } from './priority-choices';
import type { PriorityMenuProps } from './priority-open-menu';
import styles from './processing.module.css';
import { usePriority } from './use-priority';

/** The priority of a video, with a menu for users who can change it. */
export const Priority = ({ video }: { video: VideoView }) => {
  const canChange = usePermission('video.write');
  const { error, isSaving, choose } = usePriority(video);
  return (
    <div className={styles.priority}>
      <Group gap="xs" justify="space-between">
        <Text size="sm" c="dimmed">
          Priority
        </Text>
        {canChange ? (
          <PriorityMenu priority={video.priority} isSaving={isSaving} onChoose={choose} />
        ) : (
          <Text size="sm">{priorityTitle(video.priority)}</Text>
        )}
      </Group>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error.message}
        </Text>
      )}
    </div>
  );
};

const load = () => import('./priority-open-menu').then(({ PriorityOpenMenu }) => PriorityOpenMenu);

/** Loaded on first use. */
const PriorityMenu = (props: PriorityMenuProps) => {
  const { OpenMenu, button } = useMenuOnDemand(load, notifyMenuFailed);
  return OpenMenu ? <OpenMenu {...props} /> : <PriorityButton priority={props.priority} {...button} />;
};
