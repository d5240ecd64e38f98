import { NON_STANDARD_MEANINGS, NON_STANDARD_REASONS, TEXT_KINDS } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_VIDEO } from './examples.js';
import { byteCount, milliseconds, pixels } from './fields.js';
import { OutputId } from './ids.js';
import { openEnum } from './open-enum.js';
import { OutputKindName } from './recipes.js';

const RENDITION_STATUSES = ['waiting', 'encoding', 'ready', 'skipped', 'failed'] as const;

const RenditionStatus = openEnum(RENDITION_STATUSES, {
  id: 'RenditionStatus',
  description: 'Status of a rendition.',
  meanings: {
    waiting: 'not started',
    encoding: 'in progress',
    ready: 'complete',
    skipped: 'will not be created',
    failed: 'could not be created',
  },
});

export const NonStandardReasonName = openEnum(NON_STANDARD_REASONS, {
  id: 'NonStandardReason',
  description: 'How a file differs from one that browsers and phones can play without conversion.',
  meanings: NON_STANDARD_MEANINGS,
});

export const VideoSource = z
  .object({
    fileName: z.string().describe('Name of the uploaded file.'),
    sizeBytes: byteCount('Size of the file', EXAMPLE_VIDEO.source.sizeBytes),
    durationMs: milliseconds('Duration', EXAMPLE_VIDEO.source.durationMs).optional(),
    width: pixels('Display width', EXAMPLE_VIDEO.source.width).optional(),
    height: pixels('Display height', EXAMPLE_VIDEO.source.height).optional(),
    frameRate: z.number().optional().describe('Average frame rate, in frames per second.'),
    videoCodec: z.string().optional().describe('Video codec, as named by FFmpeg.'),
    audioCodec: z.string().optional().describe('Audio codec, as named by FFmpeg.'),
    nonStandard: z
      .array(NonStandardReasonName)
      .optional()
      .describe(
        "Why the file can't be played everywhere without conversion. Empty for a standard file, whose video can be copied.",
      ),
  })
  .meta({
    id: 'VideoSource',
    description: 'The uploaded file. Optional fields are set after the file has been probed.',
    examples: [EXAMPLE_VIDEO.source],
  });

export const RenditionView = z
  .object({
    name: z.string().describe('Name of the rendition.'),
    width: pixels('Display width', 1_920),
    height: pixels('Display height', 1_080),
    videoCodec: z.string().describe('Video codec, as named by FFmpeg.'),
    bitrateBps: z.int().describe('Maximum bitrate, in bits per second.'),
    status: RenditionStatus,
  })
  .meta({
    id: 'Rendition',
    description: 'A version of the video at one resolution.',
    examples: EXAMPLE_VIDEO.renditions,
  });

export const OutputView = z
  .object({
    id: OutputId,
    kind: OutputKindName,
    name: z.string().describe('File name.'),
    sizeBytes: byteCount('File size', 84_210, 'Absent for playlists.').optional(),
    contentType: z.string().describe('Media type.'),
    url: z
      .string()
      .describe(
        'URL of the output, ready for `<img>`, `<video>`, and `<a>`. It stays the same for an hour and is valid for several hours.',
      ),
  })
  .meta({ id: 'Output', description: 'A file or playlist to play or download.', examples: EXAMPLE_VIDEO.outputs });

const TextKind = openEnum(TEXT_KINDS, {
  id: 'TextTrackKind',
  description: 'What a text track is for.',
  meanings: {
    subtitles: 'what is said, usually translated',
    captions: "what is said and what else can be heard, for viewers who can't hear it",
  },
});

export const TextTrackView = z
  .object({
    id: z.string().describe('ID of the track, unique within the video.'),
    kind: TextKind,
    language: z.string().optional().describe('Language (BCP 47 tag). Absent if the file does not say.'),
    label: z.string().describe('Name of the track, unique within the video.'),
    default: z.boolean().describe('Whether players should show it unless the viewer chooses otherwise.'),
    forced: z
      .boolean()
      .describe(
        'Whether the track contains only what viewers who understand the audio would otherwise miss, such as translated signs.',
      ),
    url: z
      .string()
      .describe(
        'URL of the WebVTT file, ready for `<track>`. It stays the same for an hour and is valid for several hours.',
      ),
  })
  .meta({
    id: 'TextTrack',
    description: 'Subtitles or captions as a WebVTT file.',
    examples: EXAMPLE_VIDEO.textTracks,
  });

export const ChapterView = z
  .object({
    startMs: milliseconds('Start, from the start of the video', 0),
    endMs: milliseconds('End, from the start of the video', 4_000),
    title: z.string().describe('Title of the chapter.'),
  })
  .meta({ id: 'Chapter', description: 'A part of the video.', examples: EXAMPLE_VIDEO.chapters });
