export type PutOptions = { contentType: string; signal?: AbortSignal };
export type Stored = { etag: string; sizeBytes: number };
