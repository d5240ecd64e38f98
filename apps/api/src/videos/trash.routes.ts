import { EmptiedTrashView, VideoView } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from './video-params.js';

export const TRASH_ROUTES = defineRoutes('Trash', {
  restoreVideo: {
    method: 'POST',
    path: '/videos/:id/restore',
    summary: 'Restore a video',
    description:
      'Takes a video out of the trash. Its published result plays as before, and shares work again. Processing that was canceled can be retried. Has no effect on a video that is not in the trash.',
    params: VideoParams,
    responses: [{ status: 200, schema: VideoView }],
  },
  emptyTrash: {
    method: 'POST',
    path: '/trash/empty',
    summary: 'Empty the trash',
    description:
      'Deletes all videos in the trash of the organization for good. They can no longer be restored or listed from then on. The storage of up to 100 of them is free at once, that of the others within a minute or so.',
    responses: [{ status: 200, schema: EmptiedTrashView }],
  },
});
