// A separate entry point, because the web server needs neither Redis nor queues.
export { createHttpMetrics, type HttpMetrics, metricsPage } from './http-metrics.js';
export { type ConnectionLimit, limitConnections } from './limit-connections.js';
export { networkOf } from './network-of.js';
export { type InternalResponse, type InternalServer, serveInternal } from './serve-internal.js';
