import { IMAGES } from './plan/image-kinds.js';
import type { DownloadKind, ImageKind, StoredOutputKind } from './plan/output-kinds.js';
import type { TaskKind } from './task-graph.js';

/** A task of a job. */
type Maker = { kind: TaskKind; index: number };

const PACKAGE = { kind: 'package', index: 0 } as const;

/** The task that stores an output of each kind; undefined where none does, because it is rendered on request or reserved. */
export const OUTPUT_MAKERS = {
  hls: undefined,
  dash: undefined,
  mp4: PACKAGE,
  audio: PACKAGE,
  poster: { kind: 'images', index: IMAGES.poster.index },
  preview: { kind: 'images', index: IMAGES.preview.index },
  storyboard: undefined,
} as const satisfies { [Kind in StoredOutputKind]: Kind extends DownloadKind | ImageKind ? Maker : undefined };
