export { createEmbeddedS3, type EmbeddedS3, type EmbeddedS3Config } from './embedded-s3.js';
