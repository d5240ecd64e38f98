export * from './quota-excess.js';
export * from './usage.js';
