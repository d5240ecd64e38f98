import { MediaPreviewTimeDisplay, MediaTimeRange } from 'media-chrome/react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './player.module.css';
import { seekWithin } from './ready-part';
import type { StreamControl } from './stream-control';

type Props = { control: StreamControl | undefined; readySeconds: number | undefined };

/** Where playback is, with the picture of the place that is pointed at. */
export const SeekBar = ({ control, readySeconds }: Props) => {
  const range = useRef<HTMLElement>(null);
  const preview = useRef<HTMLVideoElement>(null);
  const hasPicture = useScrubber({ range, preview, control, readySeconds });
  return (
    <MediaTimeRange ref={range as RefObject<never>} className={styles.seekBar}>
      <video
        ref={preview}
        slot="preview"
        muted
        playsInline
        aria-hidden
        tabIndex={-1}
        className={hasPicture ? styles.preview : styles.noPreview}
      />
      <MediaPreviewTimeDisplay slot="preview" />
    </MediaTimeRange>
  );
};

type Elements = { range: RefObject<HTMLElement | null>; preview: RefObject<HTMLVideoElement | null> };

/** Loads pictures from the first time that somebody points at the bar. Whether one is shown. */
const useScrubber = ({ range, preview, control, readySeconds }: Elements & Props): boolean => {
  const [hasPicture, setHasPicture] = useState(false);
  const limit = useRef(readySeconds);
  limit.current = readySeconds;

  useEffect(() => {
    const [bar, picture] = [range.current, preview.current];
    if (!bar || !picture || !control) return undefined;
    const stop = new AbortController();
    const { signal } = stop;
    let scrubber: ReturnType<StreamControl['openScrubber']>;
    const onPreview = (event: Event) => {
      const seconds = (event as CustomEvent<number | null>).detail;
      if (typeof seconds !== 'number') return;
      scrubber ??= control.openScrubber(picture);
      scrubber?.show(limit.current === undefined ? seconds : seekWithin(seconds, limit.current));
    };
    // The name and meaning of the event: media-chrome's MediaUIEvents.MEDIA_PREVIEW_REQUEST.
    bar.addEventListener('mediapreviewrequest', onPreview, { signal });
    picture.addEventListener('loadeddata', () => setHasPicture(true), { signal });
    picture.addEventListener('emptied', () => setHasPicture(false), { signal });
    return () => {
      stop.abort();
      scrubber?.close();
    };
  }, [range, preview, control]);

  return hasPicture;
};
