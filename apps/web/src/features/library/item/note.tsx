import type { VideoView } from '@media/sdk';
import { FactsLine } from '@/features/video/facts-line';
import { queueFacts } from '@/features/video/queue-facts';
import layout from './video-item.module.css';

/** Why a video failed, or that it can be watched while it is still processing, and when it starts while it waits. */
export const Note = ({ video }: { video: VideoView }) => {
  const { status, error, playable } = video;
  if (status === 'failed' && error)
    return (
      <p className={layout.note} data-kind="failure">
        <span className={layout.reason}>{error.message}</span>
      </p>
    );
  const facts = [...(status === 'processing' && playable ? ['Ready to watch'] : []), ...queueFacts(video)];
  if (facts.length === 0) return null;
  return (
    <p className={layout.note} data-kind="state">
      <FactsLine facts={facts} />
    </p>
  );
};
