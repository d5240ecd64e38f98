/** A reason not to go on that the person at the keyboard can do something about; the message says what. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
