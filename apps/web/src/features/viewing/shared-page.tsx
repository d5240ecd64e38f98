'use client';

import { useState } from 'react';
import { useLinkToken } from '@/features/email-link/use-link-token';
import { Gone } from './gone';
import { ViewingPage } from './viewing-page';
import { shareSource } from './viewing-source';

/** The video of a share link, whose token is in the fragment. */
export const SharedPage = () => {
  const token = useLinkToken();
  if (token === undefined) return null;
  if (token === '') return <Gone {...INCOMPLETE} />;
  return <SharedVideo key={token} token={token} />;
};

const SharedVideo = ({ token }: { token: string }) => {
  const [source] = useState(() => shareSource(token));
  return <ViewingPage source={source} texts={TEXTS} onPassword={source.enter} />;
};

const INCOMPLETE = { title: 'This link is incomplete.', text: 'Copy the whole link, including the part after #.' };
const TEXTS = {
  gone: {
    title: "This link doesn't work any more.",
    text: 'It has expired or was revoked, or the video was deleted. Ask the person who shared it with you for a new one.',
  },
  ended: {
    title: "This link doesn't work any more.",
    text: 'It has expired or was revoked, or the video was deleted, so playback stopped. Ask the person who shared it with you for a new one.',
  },
};
