import type { VideoView } from '@media/sdk';
import { formatDateTime } from '@/format/format-time';
import styles from './details.module.css';
import { Section } from './section';

/** What is known besides what the result tells. */
export const Details = ({ video }: { video: VideoView }) => (
  <Section title="Details">
    <dl className={styles.facts}>
      {factsOf(video).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={value}>{value}</dd>
        </div>
      ))}
    </dl>
  </Section>
);

const factsOf = ({ source, recipe, createdAt, completedAt, id, metadata }: VideoView): [string, string][] => {
  const facts: [string, string | undefined][] = [
    ['File', source.fileName],
    ['Frame rate', source.frameRate ? `${Number(source.frameRate.toFixed(3))} fps` : undefined],
    ['Recipe', recipe],
    ['Uploaded', formatDateTime(createdAt)],
    ['Completed', completedAt && formatDateTime(completedAt)],
    ...Object.entries(metadata),
    ['Id', id],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
};
