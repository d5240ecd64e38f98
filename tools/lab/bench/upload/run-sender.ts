import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SendRequest, SendResult } from './sender.ts';

/** Sends a file from a separate process, without counting its startup. @throws Error if the process exits early */
export const runSender = async (request: SendRequest): Promise<SendResult> => {
  const child = fork(join(import.meta.dirname, 'sender.ts'));
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) => Promise.reject(new Error(`The sender exited with code ${code}.`)));
  child.send(request);
  const [sent] = (await Promise.race([once(child, 'message'), failed])) as [SendResult];
  await exited;
  return sent;
};
