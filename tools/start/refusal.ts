/** A problem that the user can fix. The message says how. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
