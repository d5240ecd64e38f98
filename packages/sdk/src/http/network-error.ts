/** No response arrived: offline, connection refused or lost, or timed out. The request may or may not have reached the server. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  constructor(cause: unknown, message = 'The server could not be reached. Check your connection, then try again.') {
    super(message, { cause });
  }
}
