import { useCallback, useEffect, useState } from 'react';
import { eventsUrl, streamUrl } from '@/urls/video-urls';
import { type EmbedState, stateOfResponse } from './embed-state';

/** Whether the video can be played with this token. Subscribes to the video's events while it is being processed. */
export const useEmbedded = (id: string, token: string) => {
  const [state, setState] = useState<EmbedState>('loading');

  const check = useCallback(async () => {
    try {
      const response = await fetch(streamUrl(id, 'hls', token));
      setState(stateOfResponse(response.status, await response.text()));
    } catch {
      setState('unreachable');
    }
  }, [id, token]);

  useEffect(() => {
    void check();
  }, [check]);

  useEffect(() => {
    if (state !== 'preparing') return undefined;
    const events = new EventSource(eventsUrl(id, token));
    events.onmessage = ({ data }: MessageEvent<string>) => {
      const { playable, status } = JSON.parse(data) as { playable?: boolean; status?: string };
      if (playable) void check();
      else if (status === 'failed' || status === 'cancelled') setState('failed');
    };
    return () => events.close();
  }, [state, id, token, check]);

  return { state, check: () => void check() };
};
