export * from './errors.js';
export type * from './ids.js';
