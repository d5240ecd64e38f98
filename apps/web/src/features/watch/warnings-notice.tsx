import { Alert, Button } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconInfoCircle } from '@tabler/icons-react';
import styles from './warnings.module.css';

type Props = Pick<VideoView, 'warnings'> & { onShow: () => void };

/** Says that there are notes about the file, and where; nothing for most videos. */
export const WarningsNotice = ({ warnings, onShow }: Props) => {
  if (warnings.length === 0) return null;
  return (
    <Alert color="yellow" py="xs" icon={<IconInfoCircle aria-hidden />}>
      <div className={styles.noticeLine}>
        {warnings.length === 1 ? '1 note about this file' : `${warnings.length} notes about this file`}
        <Button size="compact-sm" variant="subtle" color="yellow" c="inherit" onClick={onShow}>
          Show
        </Button>
      </div>
    </Alert>
  );
};
