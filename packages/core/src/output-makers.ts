import { IMAGES } from './plan/image-kinds.js';
import type { DownloadKind, ImageKind, StoredOutputKind } from './plan/output-kinds.js';
import type { TaskKind } from './task-graph.js';

type Maker = { kind: TaskKind; index: number };

const PACKAGE = { kind: 'package', index: 0 } as const;

/** The task that stores each kind of output; undefined for kinds that are rendered on request or reserved. */
export const OUTPUT_MAKERS = {
  hls: undefined,
  dash: undefined,
  mp4: PACKAGE,
  audio: PACKAGE,
  poster: { kind: 'images', index: IMAGES.poster.index },
  preview: { kind: 'images', index: IMAGES.preview.index },
  storyboard: undefined,
} as const satisfies { [Kind in StoredOutputKind]: Kind extends DownloadKind | ImageKind ? Maker : undefined };
