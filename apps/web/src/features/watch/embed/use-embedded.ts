import { useCallback, useEffect, useState } from 'react';
import { eventsAddress, streamAddress } from '@/addresses/video-addresses';
import { type EmbedState, stateOfAnswer } from './embed-state';

/** What there is to show, and whether the token still opens it. While the video is being prepared its events are followed. */
export const useEmbedded = (id: string, token: string) => {
  const [state, setState] = useState<EmbedState>('looking');

  const look = useCallback(async () => {
    try {
      const answer = await fetch(streamAddress(id, 'hls', token));
      setState(stateOfAnswer(answer.status, await answer.text()));
    } catch {
      setState('unreachable');
    }
  }, [id, token]);

  useEffect(() => {
    void look();
  }, [look]);

  useEffect(() => {
    if (state !== 'preparing') return undefined;
    const events = new EventSource(eventsAddress(id, token));
    events.onmessage = ({ data }: MessageEvent<string>) => {
      const { playable, status } = JSON.parse(data) as { playable?: boolean; status?: string };
      if (playable) void look();
      else if (status === 'failed' || status === 'cancelled') setState('failed');
    };
    return () => events.close();
  }, [state, id, token, look]);

  // A player that is refused does not say why: the list of lists does.
  return { state, look: () => void look(), refuse: () => void look() };
};
