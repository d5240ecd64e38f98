export { buildClient, type Client } from './build-client.js';
