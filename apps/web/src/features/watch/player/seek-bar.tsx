import { MediaPreviewTimeDisplay, MediaTimeRange } from 'media-chrome/react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './player.module.css';
import { seekWithin } from './ready-part';
import type { Scrubber, StreamControl } from './stream-control';

type Props = { control: StreamControl | undefined; readySeconds: number | undefined };

/** Where playback is, with the picture of the place that is pointed at. */
export const SeekBar = ({ control, readySeconds }: Props) => {
  const range = useRef<HTMLElement>(null);
  const pointedSeconds = usePointedSeconds(range);
  const seconds =
    pointedSeconds !== undefined && readySeconds !== undefined
      ? seekWithin(pointedSeconds, readySeconds)
      : pointedSeconds;
  return (
    <MediaTimeRange ref={range as RefObject<never>} className={styles.seekBar}>
      {/* One picture for each stream, from the first time that somebody points at the bar. */}
      {control && seconds !== undefined && <Preview control={control} seconds={seconds} />}
      <MediaPreviewTimeDisplay slot="preview" />
    </MediaTimeRange>
  );
};

/** Where on the bar somebody points or has pointed last, in seconds; undefined before that. */
const usePointedSeconds = (range: RefObject<HTMLElement | null>): number | undefined => {
  const [seconds, setSeconds] = useState<number>();
  useEffect(() => {
    const bar = range.current;
    const onPreview = (event: Event) => {
      const { detail } = event as CustomEvent<number | null>;
      if (typeof detail === 'number') setSeconds(detail);
    };
    // media-chrome's MediaUIEvents.MEDIA_PREVIEW_REQUEST.
    bar?.addEventListener('mediapreviewrequest', onPreview);
    return () => bar?.removeEventListener('mediapreviewrequest', onPreview);
  }, [range]);
  return seconds;
};

type PreviewProps = { control: StreamControl; seconds: number };

const Preview = ({ control, seconds }: PreviewProps) => {
  const picture = useRef<HTMLVideoElement>(null);
  const [scrubber, setScrubber] = useState<Scrubber>();
  const [hasPicture, setHasPicture] = useState(false);

  useEffect(() => {
    const opened = picture.current ? control.openScrubber(picture.current) : undefined;
    setScrubber(opened);
    return () => opened?.close();
  }, [control]);

  useEffect(() => scrubber?.show(seconds), [scrubber, seconds]);

  return (
    <video
      ref={picture}
      slot="preview"
      muted
      playsInline
      aria-hidden
      tabIndex={-1}
      onLoadedData={() => setHasPicture(true)}
      onEmptied={() => setHasPicture(false)}
      className={hasPicture ? styles.preview : styles.noPreview}
    />
  );
};
