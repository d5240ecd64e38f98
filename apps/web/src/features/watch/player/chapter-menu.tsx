import { IconList } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { type Chapters, chapterAt } from './chapters';
import { ChoiceMenu } from './choice-menu';

type Props = { video: RefObject<HTMLVideoElement | null>; chapters: Chapters; isFullScreen: boolean };

/** Jumps to a chapter. Renders nothing for fewer than two. */
export const ChapterMenu = ({ video, chapters, isFullScreen }: Props) => {
  const at = useChapter(video, chapters);
  return (
    <ChoiceMenu
      name="Chapters"
      shown={at === undefined ? 'None' : (chapters[at]?.title ?? '')}
      button={<IconList size={20} stroke={1.75} aria-hidden />}
      choices={chapters.map(({ title }, index) => ({ id: String(index), label: title }))}
      value={at === undefined ? undefined : String(at)}
      onSelect={(id) => {
        const chapter = chapters[Number(id)];
        if (video.current && chapter) video.current.currentTime = chapter.startMs / 1000;
      }}
      isFullScreen={isFullScreen}
    />
  );
};

const useChapter = (video: RefObject<HTMLVideoElement | null>, chapters: Chapters): number | undefined => {
  const [at, setAt] = useState<number>();
  useEffect(() => {
    const element = video.current;
    const read = () => element && setAt(chapterAt(chapters, element.currentTime));
    read();
    for (const event of ['timeupdate', 'seeking']) element?.addEventListener(event, read);
    return () => {
      for (const event of ['timeupdate', 'seeking']) element?.removeEventListener(event, read);
    };
  }, [video, chapters]);
  return at;
};
