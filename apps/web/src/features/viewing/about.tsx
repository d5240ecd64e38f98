import { Button, Title, UnstyledButton } from '@mantine/core';
import { clockTime } from '@media/core/display';
import type { ViewingView } from '@media/sdk';
import { IconDownload } from '@tabler/icons-react';
import { pathOf } from '@/urls/path-of';
import styles from './about.module.css';
import { LinkedText } from './linked-text';

type Props = { viewing: ViewingView; onSeek: (seconds: number) => void };

/** Below the player. */
export const About = ({ viewing: { title, description, chapters, downloadUrl }, onSeek }: Props) => (
  <div className={styles.about}>
    <div className={styles.heading}>
      <Title order={1} className={styles.title}>
        {title}
      </Title>
      {downloadUrl !== undefined && (
        <Button
          component="a"
          href={pathOf(downloadUrl)}
          download
          className={styles.download}
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          Download
        </Button>
      )}
    </div>
    {description !== '' && <LinkedText text={description} />}
    {chapters.length > 0 && <ChapterList chapters={chapters} onSeek={onSeek} />}
  </div>
);

const ChapterList = ({ chapters, onSeek }: { chapters: ViewingView['chapters'] } & Pick<Props, 'onSeek'>) => (
  <section className={styles.chapters} aria-labelledby="chapters">
    <Title order={2} size="h3" id="chapters">
      Chapters
    </Title>
    <ol className={styles.list}>
      {chapters.map(({ startMs, title }) => (
        <li key={startMs}>
          <UnstyledButton className={styles.chapter} onClick={() => onSeek(startMs / 1000)}>
            <span className={styles.time}>{clockTime(startMs)}</span>
            <span>{title}</span>
          </UnstyledButton>
        </li>
      ))}
    </ol>
  </section>
);
