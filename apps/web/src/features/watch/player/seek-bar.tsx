import { clockTime } from '@media/core/display';
import { MediaPreviewChapterDisplay, MediaPreviewTimeDisplay, MediaTimeRange } from 'media-chrome/react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './player.module.css';
import { seekWithin } from './ready-range';
import type { Scrubber, StreamControl } from './stream-control';

type Props = { control: StreamControl | undefined; readySeconds: number | undefined };

/** The seek bar, with marks between chapters, and a preview frame and the chapter at the pointer. */
export const SeekBar = ({ control, readySeconds }: Props) => {
  const range = useRef<HTMLElement>(null);
  const pointerSeconds = usePointerSeconds(range);
  const seconds =
    pointerSeconds !== undefined && readySeconds !== undefined
      ? seekWithin(pointerSeconds, readySeconds)
      : pointerSeconds;
  return (
    <MediaTimeRange ref={range as RefObject<never>} className={styles.seekBar}>
      {/* Mounts when the pointer first reaches the bar, and stays. */}
      {control && seconds !== undefined && <Preview control={control} seconds={seconds} />}
      <MediaPreviewChapterDisplay slot="preview" />
      <MediaPreviewTimeDisplay slot="preview">
        {pointerSeconds !== undefined && clockTime(1000 * pointerSeconds)}
      </MediaPreviewTimeDisplay>
    </MediaTimeRange>
  );
};

/** The last pointer position on the bar in seconds; undefined before the first. */
const usePointerSeconds = (range: RefObject<HTMLElement | null>): number | undefined => {
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
  const preview = useRef<HTMLVideoElement>(null);
  const [scrubber, setScrubber] = useState<Scrubber>();
  const [hasFrame, setHasFrame] = useState(false);

  useEffect(() => {
    const opened = preview.current ? control.openScrubber(preview.current) : undefined;
    setScrubber(opened);
    return () => opened?.close();
  }, [control]);

  useEffect(() => scrubber?.show(seconds), [scrubber, seconds]);

  return (
    <video
      ref={preview}
      slot="preview"
      muted
      playsInline
      aria-hidden
      tabIndex={-1}
      onLoadedData={() => setHasFrame(true)}
      onEmptied={() => setHasFrame(false)}
      className={hasFrame ? styles.preview : styles.noPreview}
    />
  );
};
