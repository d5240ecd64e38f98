// Of its own, because the web server takes this alone: it needs neither Redis nor a queue.
export { createHttpMetrics, type HttpMetrics, metricsPage } from './http-metrics.js';
export { type ConnectionLimit, limitConnections } from './limit-connections.js';
export { networkOf } from './network-of.js';
export { type InternalAnswer, type InternalServer, serveInternal } from './serve-internal.js';
