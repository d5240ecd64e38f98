'use client';

import { useState } from 'react';
import type { ViewingAnswer } from './viewing-answer';
import { ViewingPage } from './viewing-page';
import { videoSource } from './viewing-source';

type Props = { id: string; initial: ViewingAnswer };

/** An unlisted or public video. */
export const WatchPage = ({ id, initial }: Props) => {
  const [source] = useState(() => videoSource(id));
  return <ViewingPage source={source} initial={initial} texts={TEXTS} />;
};

// Whether a video is private, was deleted or never existed is nobody's business.
const TEXTS = {
  gone: { title: "This video isn't available.", text: 'It may be private or deleted.' },
  ended: {
    title: "This video isn't available any more.",
    text: 'It was made private or deleted, so playback stopped.',
  },
};
