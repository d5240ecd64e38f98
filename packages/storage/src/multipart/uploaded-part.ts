export type UploadedPart = { partNumber: number; sizeBytes: number; etag: string };
