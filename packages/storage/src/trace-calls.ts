import type { S3Client } from '@aws-sdk/client-s3';
import { inSpan, SpanKind } from '@media/tracing';

/**
 * Records a span for every request to the store, also for each repetition of the SDK; not for signing URLs, which sends nothing.
 * Names and attributes: https://opentelemetry.io/docs/specs/semconv/object-stores/s3/
 */
export const traceCalls = (client: S3Client): void =>
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const method = commandName.replace(/Command$/, '');
        const { Bucket, Key } = args.input as { Bucket?: string; Key?: string };
        const attributes = {
          ...{ 'rpc.system.name': 'aws-api', 'rpc.method': `S3/${method}` },
          ...(Bucket && { 'aws.s3.bucket': Bucket }),
          ...(Key && { 'aws.s3.key': Key }),
        };
        return inSpan(`S3.${method}`, { kind: SpanKind.CLIENT, attributes }, () => next(args));
      },
    // Around the parsing of responses, which throws the store's errors. Nothing that runs so late runs for a signature.
    { step: 'deserialize', priority: 'high', name: 'trace' },
  );
