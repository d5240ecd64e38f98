import { ActionIcon, Button, Group, Slider, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { hasResult } from '@/features/video/has-result';
import { useUpdateVideo } from '../actions/use-update-video';
import { FrameAt } from './frame-at';
import { momentTime, suggestMoments, within } from './suggest-moments';

type Props = { video: VideoView; onAsked: () => void; cancel: ReactNode };

/** Keys move the slider by this share of the video. */
const SLIDER_STEPS = 200;
const DEFAULT_FRAME_RATE = 25;

/** Chooses a frame by moving through the video. */
export const MomentTab = (props: Props) => {
  const { source } = props.video;
  if (source.width === undefined || source.durationMs === undefined)
    return <Text size="sm">This file has no video to choose a frame from. Upload a picture instead.</Text>;
  if (!hasResult(props.video))
    return <Text size="sm">You can choose a frame once the video has been processed, or upload a picture now.</Text>;
  return <Scrubber {...props} durationMs={source.durationMs} />;
};

const Scrubber = ({ video, durationMs, onAsked, cancel }: Props & { durationMs: number }) => {
  const [chosenMs, setChosenMs] = useState(within(video.poster.atMs ?? durationMs / 10, durationMs));
  const update = useUpdateVideo(video.id);
  const frameMs = 1_000 / (video.source.frameRate || DEFAULT_FRAME_RATE);
  const choose = (atMs: number) => setChosenMs(within(atMs, durationMs));
  return (
    <Stack>
      <FrameAt video={video} atMs={chosenMs} />
      <Group gap="xs" wrap="nowrap">
        <StepButton name="Previous frame" onClick={() => choose(chosenMs - frameMs)}>
          <IconChevronLeft size={18} aria-hidden />
        </StepButton>
        <Slider
          flex={1}
          min={0}
          max={durationMs - 1}
          step={Math.max(1, Math.round(durationMs / SLIDER_STEPS))}
          value={chosenMs}
          onChange={choose}
          label={momentTime}
          thumbLabel="Moment in the video"
          scale={(value) => value}
        />
        <StepButton name="Next frame" onClick={() => choose(chosenMs + frameMs)}>
          <IconChevronRight size={18} aria-hidden />
        </StepButton>
        <Text size="sm" ff="monospace" aria-live="polite">
          {momentTime(chosenMs)}
        </Text>
      </Group>
      <Group gap="xs" role="group" aria-label="Suggested moments">
        {suggestMoments(durationMs).map((atMs) => (
          <Button key={atMs} size="compact-sm" variant="default" onClick={() => choose(atMs)}>
            {momentTime(atMs)}
          </Button>
        ))}
      </Group>
      {update.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {update.error.message}
        </Text>
      )}
      <Group justify="flex-end">
        {cancel}
        <Button
          loading={update.isPending}
          onClick={() => update.mutate({ posterAtMs: chosenMs }, { onSuccess: onAsked })}
        >
          Use this frame
        </Button>
      </Group>
    </Stack>
  );
};

const StepButton = ({ name, onClick, children }: { name: string; onClick: () => void; children: ReactNode }) => (
  <ActionIcon variant="default" size={32} aria-label={name} onClick={onClick}>
    {children}
  </ActionIcon>
);
