'use client';

import { Modal, Tabs } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { EmbedTab } from './embed/embed-tab';
import { ShareTab } from './share-tab';

type Props = { video: VideoView; isOpen: boolean; onClose: () => void };

export const ShareDialog = ({ video, isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="Share" size="lg">
    <Tabs defaultValue="share" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="share">Link</Tabs.Tab>
        <Tabs.Tab value="embed">Embed</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="share">
        <ShareTab video={video} />
      </Tabs.Panel>
      <Tabs.Panel value="embed">
        <EmbedTab video={video} />
      </Tabs.Panel>
    </Tabs>
  </Modal>
);
