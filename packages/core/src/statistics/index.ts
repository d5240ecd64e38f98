export * from './count-beacon.js';
export * from './days.js';
export * from './heat-buckets.js';
export * from './view-counts.js';
