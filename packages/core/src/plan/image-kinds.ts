import { type ImageKind, isImage, OUTPUT_KINDS } from './output-kinds.js';

/**
 * Outputs that are made of the source by a task of kind `images` each: its index, its priority, and what it stores. Priority 0
 * is for what a video needs to become playable. Images of older jobs come first, the poster before the preview: if every poster came
 * before any preview, no job would end while newer videos keep arriving, because `verify` waits for both.
 */
export const IMAGES = {
  poster: { index: 0, priority: 1, name: 'poster.jpg', contentType: 'image/jpeg' },
  preview: { index: 1, priority: 1, name: 'preview.mp4', contentType: 'video/mp4' },
} as const satisfies Record<ImageKind, { index: number; priority: number; name: string; contentType: string }>;

export const IMAGE_KINDS = OUTPUT_KINDS.filter(isImage);
