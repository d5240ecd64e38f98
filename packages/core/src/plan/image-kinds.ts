import { type ImageKind, isImage, OUTPUT_KINDS } from './output-kinds.js';

/**
 * Each image has an `images` task of its own, with this index. Images of older jobs come first, the poster before the preview. If
 * all posters came before all previews, no job would finish while new videos keep arriving, because `verify` waits for both.
 */
export const IMAGES = {
  poster: { index: 0, name: 'poster.jpg', contentType: 'image/jpeg' },
  preview: { index: 1, name: 'preview.mp4', contentType: 'video/mp4' },
} as const satisfies Record<ImageKind, { index: number; name: string; contentType: string }>;

export const IMAGE_KINDS = OUTPUT_KINDS.filter(isImage);

/** The image that the `images` task of this index makes. */
export const imageKindAt = (index: number): ImageKind | undefined =>
  IMAGE_KINDS.find((kind) => IMAGES[kind].index === index);
