import { Text, Title } from '@mantine/core';
import { IconVideoOff } from '@tabler/icons-react';
import styles from './gone.module.css';

export type GoneTexts = { title: string; text: string };

/** Instead of the player. An alert, because it can replace a video that is being watched. */
export const Gone = ({ title, text }: GoneTexts) => (
  <div className={styles.gone} role="alert">
    <IconVideoOff size={40} stroke={1.5} className={styles.icon} aria-hidden />
    <Title order={1} size="h2">
      {title}
    </Title>
    <Text c="dimmed">{text}</Text>
  </div>
);
