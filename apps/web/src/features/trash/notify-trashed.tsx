import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { VideoView } from '@media/sdk';
import type { Failure } from '../library/select/act-on-each';
import { videosAre } from './trash-texts';

/** Long enough to read it and to reach the button. The trash itself offers the same. */
const SHOWN_MS = 15_000;

type Restore = (videos: readonly VideoView[]) => Promise<Failure<VideoView>[]>;

/** Says that videos are in the trash, and offers to take them out again. */
export const notifyTrashed = (videos: readonly VideoView[], restore: Restore): void => {
  const id = `trashed ${videos.map((video) => video.id).join()}`;
  const undo = () => {
    notifications.hide(id);
    void restoreAndTell(videos, restore);
  };
  notifications.show({
    id,
    color: 'gray',
    autoClose: SHOWN_MS,
    message: (
      <Group justify="space-between" gap="xs">
        <span style={{ overflowWrap: 'anywhere' }}>{videosAre(videos)} in the trash.</span>
        <Button variant="light" size="compact-sm" onClick={undo}>
          Undo
        </Button>
      </Group>
    ),
  });
};

/** Restores videos and says whether it worked. */
export const restoreAndTell = async (videos: readonly VideoView[], restore: Restore): Promise<void> => {
  const failures = await restore(videos);
  const failed = failures.map(({ item }) => item);
  const restored = videos.filter((video) => !failed.includes(video));
  if (restored.length > 0)
    notifications.show({ color: 'teal', message: `${videosAre(restored)} back in your videos.` });
  if (failures.length > 0)
    notifications.show({
      color: 'red',
      title: `${videosAre(failed)} not restored`,
      message: failures[0]?.message,
    });
};
