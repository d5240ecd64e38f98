'use client';

import { useRef, useState } from 'react';
import frame from '@/features/watch/embed/embedded.module.css';
import { Stage } from './stage';
import { usePlaying } from './use-playing';
import { useViewing } from './use-viewing';
import { videoSource } from './viewing-source';

/** The player of an unlisted or public video alone, filling its window, for embedding in other sites. */
export const EmbeddedVideo = ({ id }: { id: string }) => {
  const page = useRef<HTMLElement>(null);
  const [source] = useState(() => videoSource(id));
  const { state, isStuck, check, renew, retry } = useViewing(source, undefined, usePlaying(page));
  return (
    <main ref={page} className={frame.page}>
      {state.kind === 'shown' ? (
        <div className={frame.stage}>
          <Stage shown={state} isStuck={isStuck} onCheck={check} onRenew={renew} onRetry={retry} />
        </div>
      ) : (
        <div className={frame.message} role="status">
          <p>{MESSAGES[state.kind]}</p>
        </div>
      )}
    </main>
  );
};

const MESSAGES = {
  loading: '',
  gone: "This video isn't available. It may be private or deleted.",
  password: 'This video needs a password.',
  unreachable: "The video couldn't be loaded. Trying again…",
};
