/** Next.js calls this once, before the server accepts requests. */
export const register = async (): Promise<void> => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startTracing } = await import('@media/tracing/start');
  // Its span names contain whole URLs, which can contain tokens. The proxy records its own.
  process.env.NEXT_OTEL_FETCH_DISABLED = '1';
  await startTracing('web', process.env, console);
  const { recordClientAddress } = await import('./proxy/client-address');
  recordClientAddress();
  const { guardServers } = await import('./server/guard-servers');
  const isDev = process.env.NODE_ENV === 'development';
  guardServers({ isDev, perAddress: process.env.WEB_CONNECTIONS_PER_ADDRESS });
  const port = process.env.WEB_METRICS_PORT;
  if (!port) return;
  const { serveMetrics } = await import('./proxy/proxy-metrics');
  await serveMetrics({ port: Number(port), host: process.env.WEB_METRICS_HOST || '127.0.0.1' });
};
