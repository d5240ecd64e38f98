import type { ClaimedTask } from '@media/database';
import { activeSpan, linkTo } from '@media/tracing';

/** Describes the attempt in the span of its message, and links it to the attempt before. */
export const traceAttempt = (task: ClaimedTask): void => {
  const span = activeSpan();
  span?.setAttributes({
    ...{ 'media.organization.id': task.organizationId, 'media.video.id': task.videoId, 'media.job.id': task.jobId },
    ...{ 'media.task.id': task.id, 'media.task.kind': task.kind, 'media.task.name': task.name },
    ...{ 'media.attempt.epoch': task.epoch, 'media.worker.id': task.worker },
  });
  linkTo(span, task.earlierTraceparent);
};
