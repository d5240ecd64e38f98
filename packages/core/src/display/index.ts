export { clockTime } from './clock-time.js';
export { codecName } from './codec-name.js';
export { containerName } from './container-name.js';
export { countOf } from './count-of.js';
export { formatBytes } from './format-bytes.js';
export { spanTime } from './span-time.js';
