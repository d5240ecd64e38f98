/** Outputs that are made of the source by a task of kind `images` each: its index, and what it stores. */
export const PICTURES = {
  poster: { index: 0, name: 'poster.jpg', contentType: 'image/jpeg' },
  preview: { index: 1, name: 'preview.mp4', contentType: 'video/mp4' },
} as const;

export type PictureKind = keyof typeof PICTURES;
export const PICTURE_KINDS = Object.keys(PICTURES) as PictureKind[];
export const isPicture = (kind: string): kind is PictureKind => Object.hasOwn(PICTURES, kind);
