import { type RefObject, useEffect, useState } from 'react';
import type { Choice } from './stream-control';

export const OFF = 'off';

const isCaption = ({ kind }: TextTrack): boolean => kind === 'captions' || kind === 'subtitles';
const captionsOf = (element: HTMLVideoElement): TextTrack[] => [...element.textTracks].filter(isCaption);

type Captions = { tracks: readonly Choice[]; shown: string; select: (id: string) => void };

/** The text tracks of the element, by their position. Also follows changes by other controls and by the browser. */
export const useCaptions = (video: RefObject<HTMLVideoElement | null>): Captions => {
  const [{ tracks, shown }, setState] = useState<Omit<Captions, 'select'>>({ tracks: [], shown: OFF });
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    const read = () => {
      const found = captionsOf(element);
      const at = found.findIndex(({ mode }) => mode === 'showing');
      setState({
        tracks: found.map(({ label, language }, index) => ({ id: String(index), label: label || language })),
        shown: at < 0 ? OFF : String(at),
      });
    };
    const events = ['addtrack', 'removetrack', 'change'];
    for (const event of events) element.textTracks.addEventListener(event, read);
    read();
    return () => {
      for (const event of events) element.textTracks.removeEventListener(event, read);
    };
  }, [video]);
  const select = (id: string) => {
    if (!video.current) return;
    for (const [index, track] of captionsOf(video.current).entries())
      track.mode = String(index) === id ? 'showing' : 'disabled';
  };
  return { tracks, shown, select };
};
