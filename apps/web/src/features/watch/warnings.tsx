import { Alert } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconInfoCircle } from '@tabler/icons-react';
import { Disclosure } from './disclosure';
import styles from './warnings.module.css';

/** With more, only their number is shown until the list is opened. */
const MAX_SHOWN = 5;

/** What was left out, repaired or guessed; nothing for most videos. */
export const Warnings = ({ warnings }: Pick<VideoView, 'warnings'>) => {
  if (warnings.length === 0) return null;
  const list = (
    <ul className={styles.list}>
      {warnings.map(({ code, text }) => (
        <li key={`${code} ${text}`}>{text}</li>
      ))}
    </ul>
  );
  return (
    <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title="Notes about this file">
      {warnings.length <= MAX_SHOWN ? list : <Disclosure summary={`${warnings.length} notes`}>{list}</Disclosure>}
    </Alert>
  );
};
