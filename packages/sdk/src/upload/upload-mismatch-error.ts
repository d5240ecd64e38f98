/** `resume` named the upload of another file. */
export class UploadMismatchError extends Error {
  override readonly name = 'UploadMismatchError';

  constructor(readonly fileName: string) {
    super(`This upload belongs to another file, "${fileName}". Choose that file, or start a new upload.`);
  }
}
