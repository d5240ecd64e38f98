export * from './app-error.js';
export * from './error-catalog.js';
export type { ErrorKind } from './error-entry.js';
export * from './failure-reasons.js';
