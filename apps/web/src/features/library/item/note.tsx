import type { VideoView } from '@media/sdk';
import layout from './video-item.module.css';

/** Why a video failed, or that it can be watched while it is still processing. */
export const Note = ({ video: { status, error, playable } }: { video: VideoView }) => {
  if (status === 'failed' && error)
    return (
      <p className={layout.note} data-kind="failure">
        <span className={layout.reason}>{error.message}</span>
      </p>
    );
  if (status === 'processing' && playable)
    return (
      <p className={layout.note} data-kind="ready">
        Ready to watch
      </p>
    );
  return null;
};
