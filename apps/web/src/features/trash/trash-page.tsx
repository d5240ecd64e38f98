'use client';

import { Button, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrashX } from '@tabler/icons-react';
import { useState } from 'react';
import { useLacksPermission, usePermission } from '@/features/organization/use-permission';
import { useSelection } from '../library/select/use-selection';
import { ListEnd } from '../organization/page/list-end';
import { DeleteDialog, type DeleteRequest } from './delete-dialog';
import { EmptyTrashDialog } from './empty-trash-dialog';
import { TrashBar } from './trash-bar';
import { TrashEmpty } from './trash-empty';
import { TrashList } from './trash-list';
import styles from './trash-page.module.css';
import { TrashRefused } from './trash-refused';
import { useTrash } from './use-trash';

export const TrashPage = () => {
  const { query, videos } = useTrash();
  const selection = useSelection(videos);
  const [request, setRequest] = useState<DeleteRequest>();
  const [isEmptying, emptying] = useDisclosure();
  const canEdit = usePermission('video.write');
  const isRefused = useLacksPermission('video.write');
  const isEmpty = query.data !== undefined && videos.length === 0 && !query.hasNextPage;
  return (
    <Stack gap="lg" maw={960} mx="auto">
      <div className={styles.heading}>
        <div>
          <Title order={1}>Trash</Title>
          {!isEmpty && (
            <Text c="dimmed" mt={4}>
              Nobody can watch these videos until they're restored. They still count as stored.
            </Text>
          )}
        </div>
        {canEdit && videos.length > 0 && (
          <Button variant="default" leftSection={<IconTrashX size={18} aria-hidden />} onClick={emptying.open}>
            Empty trash
          </Button>
        )}
      </div>
      {isRefused && <TrashRefused />}
      {selection.selected.length > 0 && <TrashBar selection={selection} onDelete={setRequest} />}
      <section aria-label="Trash">
        <Stack>
          {isEmpty && <TrashEmpty />}
          {videos.length > 0 && (
            <TrashList videos={videos} canEdit={canEdit} selection={selection} onDelete={setRequest} />
          )}
          <ListEnd what="the trash" query={query} />
        </Stack>
      </section>
      <DeleteDialog request={request} onClose={() => setRequest(undefined)} onDone={selection.clear} />
      <EmptyTrashDialog isOpen={isEmptying} onClose={emptying.close} />
    </Stack>
  );
};
