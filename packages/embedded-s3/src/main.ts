import { createEmbeddedS3 } from './embedded-s3.js';
import { readEnv } from './read-env.js';
import { requireNode } from './require-node.js';

const start = async (): Promise<void> => {
  requireNode(process.versions.node);
  const server = await createEmbeddedS3(readEnv(process.env));
  console.log(`Embedded S3 listening on ${server.url}`);
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await server.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // With an IPC channel, it exits when its parent does, even if the parent was killed.
  process.once('disconnect', stop);
  process.send?.({ url: server.url });
};

start().catch((error: unknown) => {
  console.error(`Embedded S3 failed to start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
