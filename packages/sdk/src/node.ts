export { fileSource } from './node/file-source.js';
