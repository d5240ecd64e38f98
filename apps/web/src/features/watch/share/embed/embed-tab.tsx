'use client';

import { NativeSelect, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { usePermission } from '@/features/organization/use-permission';
import { usePlayback } from '../../use-playback';
import { CopyField } from '../copy-field';
import { useShares } from '../links/use-shares';
import { NoToken } from '../no-token';
import { AllowedSites } from './allowed-sites';
import { embedCode, NO_OPTIONS } from './embed-code';
import { EmbedOptionFields } from './embed-option-fields';
import { type EmbedSource, embedSources } from './embed-sources';

/** The player for other pages. */
export const EmbedTab = ({ video }: { video: VideoView }) => {
  const canShare = usePermission('share.manage');
  const shares = useShares(video.id, canShare);
  const isPrivate = video.visibility === 'private';
  const playback = usePlayback(video.id, isPrivate && video.playable);
  const sources = embedSources({
    ...{ origin: window.location.origin, video, token: playback.data },
    shares: shares.data ?? [],
  });
  const { error, refetch } = shares.error ? shares : playback;
  if (sources.length > 0) return <Code video={video} sources={sources} />;
  if (error) return <NoToken message={error.message} onRetry={() => void refetch()} />;
  if (video.playable) return null;
  return (
    <Text size="sm" c="dimmed">
      The code appears here as soon as the video is ready to watch.
    </Text>
  );
};

type CodeProps = { video: VideoView; sources: readonly EmbedSource[] };

const Code = ({ video, sources }: CodeProps) => {
  const [chosen, setChosen] = useState<string>();
  const [options, setOptions] = useState(NO_OPTIONS);
  const source = sources.find(({ id }) => id === chosen) ?? sources[0];
  if (!source) return null;
  return (
    <Stack gap="lg">
      <Stack gap={6}>
        {sources.length > 1 && (
          <NativeSelect
            label="Access"
            data={sources.map(({ id, label }) => ({ value: id, label }))}
            value={source.id}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          />
        )}
        <Text size="sm" role="status">
          {source.text}
        </Text>
        <AllowedSites />
      </Stack>
      <EmbedOptionFields options={options} onChange={setOptions} />
      <CopyField
        label="Embed code"
        description="Paste it into the HTML of a page."
        value={embedCode(source.address, video, options)}
        isCode
        rows={5}
      />
    </Stack>
  );
};
