'use client';

import { Button, FileButton, Group, Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { client } from '@/features/account/client';
import { formatBytes } from '@/format/format-bytes';
import type { Unfinished } from '../queue/look-up-unfinished';
import { unfinishedUploads } from '../queue/unfinished-uploads';
import { useUploads } from '../uploads-context';
import { describeArrived } from './describe-item';
import { OtherOrganization } from './other-organization';
import { percentOf } from './summarize';
import styles from './tray.module.css';

/** The uploads that a page began which is gone since. A page may not read a file again by itself: it has to be asked for. */
export const UnfinishedRows = ({ unfinished }: { unfinished: readonly Unfinished[] }) => {
  if (unfinished.length === 0) return null;
  return (
    <ul className={styles.rows} aria-label="Unfinished uploads">
      {unfinished.map((each) => (
        <UnfinishedRow key={each.uploadId} unfinished={each} />
      ))}
    </ul>
  );
};

const UnfinishedRow = ({ unfinished }: { unfinished: Unfinished }) => {
  const uploads = useUploads();
  const [problem, setProblem] = useState<string>();
  const { file, arrivedBytes } = unfinished;
  // Several may be chosen at once: each goes to the upload that it was begun with.
  const resume = (files: File[]) => {
    if (files.length > 0 && uploads.resume(files, unfinished) === 0)
      setProblem(`That is another file, or it was changed. Choose ${file.name} of ${formatBytes(file.size)}.`);
  };
  return (
    <li className={styles.unfinished}>
      <Text size="sm" fw={500} truncate title={file.name}>
        {file.name}
      </Text>
      <OtherOrganization id={unfinished.organizationId} />
      <Text size="xs" c="dimmed" className={styles.numbers}>
        {describeArrived(arrivedBytes, file.size)}
      </Text>
      <Progress
        size="sm"
        mt={6}
        value={percentOf(arrivedBytes, file.size)}
        color="gray"
        aria-label={`Arrived of ${file.name}`}
      />
      {problem && (
        <Text size="xs" c="red" role="alert">
          {problem}
        </Text>
      )}
      <Group gap="xs" mt={6}>
        {arrivedBytes < file.size && (
          <FileButton multiple onChange={resume}>
            {(props) => (
              <Button {...props} size="compact-sm" aria-label={`Choose file ${file.name} again`}>
                Choose file
              </Button>
            )}
          </FileButton>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={`Discard ${file.name}`}
          onClick={() => discard(unfinished)}
        >
          Discard
        </Button>
      </Group>
    </li>
  );
};

const discard = (unfinished: Unfinished): void => {
  unfinishedUploads.forget(unfinished);
  // Where this fails, the server sweeps the upload by itself.
  client.uploads.abort(unfinished.uploadId).catch(() => undefined);
};
