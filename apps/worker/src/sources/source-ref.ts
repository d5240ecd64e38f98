/** An object in the store, pinned by its ETag. */
export type SourceRef = { key: string; etag: string; sizeBytes: number };
