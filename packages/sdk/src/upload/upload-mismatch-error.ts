/** The file is not the one that the upload was begun with. */
export class UploadMismatchError extends Error {
  override readonly name = 'UploadMismatchError';

  constructor(readonly fileName: string) {
    super(`This upload was begun with another file, "${fileName}".`);
  }
}
