/** A young generation of 1 MiB instead of 16: a third less memory for processes that mostly wait for others. */
export const NODE_FLAGS: readonly string[] = ['--max-semi-space-size=1'];
