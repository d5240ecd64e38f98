'use client';

import { Button, FileButton, Group, Progress, Text } from '@mantine/core';
import { formatBytes } from '@media/core/display';
import { useState } from 'react';
import { client } from '@/features/account/client';
import type { Unfinished } from '../queue/look-up-unfinished';
import { unfinishedUploads } from '../queue/unfinished-uploads';
import { useUploads } from '../uploads-context';
import { describeUnfinished } from './describe-item';
import { OtherOrganization } from './other-organization';
import { percentOf } from './summarize';
import styles from './tray.module.css';

/** Uploads started before a reload. A page can't reopen a file by itself, so each asks for its file. */
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
  const { file, uploadedBytes } = unfinished;
  // Several files can be chosen at once. Each resumes its own upload.
  const resume = (files: File[]) => {
    if (files.length > 0 && uploads.resume(files, unfinished) === 0)
      setProblem(`This is a different file, or it has changed. Choose ${file.name} (${formatBytes(file.size)}).`);
  };
  return (
    <li className={styles.unfinished}>
      <Text size="sm" fw={500} truncate title={file.name}>
        {file.name}
      </Text>
      <OtherOrganization id={unfinished.organizationId} />
      <Text size="xs" c="dimmed" className={styles.numbers}>
        {describeUnfinished(uploadedBytes, file.size)}
      </Text>
      <Progress
        size="sm"
        mt={6}
        value={percentOf(uploadedBytes, file.size)}
        color="gray"
        aria-label={`Upload of ${file.name}`}
      />
      {problem && (
        <Text size="xs" c="red" role="alert">
          {problem}
        </Text>
      )}
      <Group gap="xs" mt={6}>
        {uploadedBytes < file.size && (
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
  // If this fails, the server's sweeper removes the upload later.
  client.uploads.abort(unfinished.uploadId).catch(() => undefined);
};
