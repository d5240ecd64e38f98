import { createEmbeddedS3 } from './embedded-s3.js';
import { readEnv } from './read-env.js';
import { requireNode } from './require-node.js';

const start = async (): Promise<void> => {
  requireNode(process.versions.node);
  const server = await createEmbeddedS3(readEnv(process.env));
  console.log(`embedded-s3 listening at ${server.url}`);
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await server.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Started with an IPC channel, it lives no longer than who started it, even if that one was killed.
  process.once('disconnect', stop);
  process.send?.({ url: server.url });
};

start().catch((error: unknown) => {
  console.error(`embedded-s3 could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
