import { DiagLogLevel, diag } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

export type Tracing = {
  /** Sends the spans that ended so far and stops recording. Waits a few seconds at most. */
  stop(): Promise<void>;
};

type Env = Readonly<Record<string, string | undefined>>;
type Log = { warn(facts: object, message: string): void };

const STOP_WITHIN_MS = 3_000;
const WARN_EVERY_MS = 60_000;

/**
 * Whether OpenTelemetry's standard variables ask for traces: an OTLP endpoint, or the exporter `otlp` with its default endpoint
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). By default, nothing is sent.
 */
export const isTracingOn = (env: Env): boolean => {
  const exporter = env.OTEL_TRACES_EXPORTER?.trim();
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true' || exporter === 'none') return false;
  return Boolean(env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT || exporter === 'otlp');
};

/** Records spans from here on and exports them by OTLP, if the OTEL_ variables say so. Otherwise it loads nothing. */
export const startTracing = async (service: string, env: Env, log: Log): Promise<Tracing | undefined> => {
  if (!isTracingOn(env)) return undefined;
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const { withoutQueries } = await import('./without-queries.js');
  const sdk = new NodeSDK({
    serviceName: env.OTEL_SERVICE_NAME || `media-${service}`,
    traceExporter: withoutQueries(await openExporter(env)),
    metricReaders: [],
    logRecordProcessors: [],
  });
  diag.setLogger(diagnostics(log), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  sdk.start();
  return { stop: () => Promise.race([sdk.shutdown().catch(() => undefined), afterMs(STOP_WITHIN_MS)]) };
};

/** The protocols of OTEL_EXPORTER_OTLP_PROTOCOL. Each exporter reads the other variables itself. */
const openExporter = async (env: Env): Promise<SpanExporter> => {
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || env.OTEL_EXPORTER_OTLP_PROTOCOL || 'http/protobuf';
  if (protocol === 'grpc') return new (await import('@opentelemetry/exporter-trace-otlp-grpc')).OTLPTraceExporter();
  if (protocol === 'http/json')
    return new (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter();
  if (protocol === 'http/protobuf')
    return new (await import('@opentelemetry/exporter-trace-otlp-proto')).OTLPTraceExporter();
  throw new Error(`OTEL_EXPORTER_OTLP_PROTOCOL must be grpc, http/protobuf or http/json, not ${protocol}.`);
};

/** A receiver that is down would otherwise log a line every few seconds. */
const diagnostics = (log: Log) => {
  let quietUntil = 0;
  const warn = (message: string, ...details: unknown[]): void => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + WARN_EVERY_MS;
    log.warn({ reason: message, details }, 'Traces not exported');
  };
  const ignore = () => undefined;
  return { error: warn, warn, info: ignore, debug: ignore, verbose: ignore };
};

const afterMs = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
