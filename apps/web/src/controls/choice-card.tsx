import { Group, Radio, Text } from '@mantine/core';
import styles from './choice-card.module.css';

type Props = { value: string; title: string; text: string };

/** A radio button with a description. */
export const ChoiceCard = ({ value, title, text }: Props) => (
  <Radio.Card value={value} className={styles.card}>
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <Radio.Indicator mt={2} />
      <div>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </div>
    </Group>
  </Radio.Card>
);
