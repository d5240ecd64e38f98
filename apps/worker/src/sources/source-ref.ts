/** An object of the store that is read as a whole, pinned by its ETag. */
export type SourceRef = { key: string; etag: string; sizeBytes: number };
