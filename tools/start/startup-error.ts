/** A problem that the user can fix. The message says how. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
