import type { VideoView } from '@media/sdk';
import { useRecipeTitle } from '@/features/upload/choose/use-recipes';
import { nonStandardWords } from '@/features/video/non-standard-words';
import { formatDateTime } from '@/format/format-time';
import styles from './details.module.css';
import { Section } from './section';

export const Details = ({ video }: { video: VideoView }) => {
  const preset = useRecipeTitle(video.recipe);
  return (
    <Section title="Details">
      <dl className={styles.facts}>
        {factsOf(video, preset).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd title={value}>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
};

const factsOf = ({ source, createdAt, completedAt, metadata }: VideoView, preset: string): [string, string][] => {
  const facts: [string, string | undefined][] = [
    ['File name', source.fileName],
    ['Frame rate', source.frameRate ? `${Number(source.frameRate.toFixed(3))} fps` : undefined],
    ['Non-standard', nonStandardWords(source)],
    ['Output preset', preset],
    ['Uploaded', formatDateTime(createdAt)],
    ['Completed', completedAt && formatDateTime(completedAt)],
    ...Object.entries(metadata),
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
};
