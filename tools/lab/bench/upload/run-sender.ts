import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order, Sent } from './sender.ts';

/** Sends a file in a process of its own; what Node takes to start is not counted. Throws when the sender ends before it is done. */
export const runSender = async (order: Order): Promise<Sent> => {
  const child = fork(join(import.meta.dirname, 'sender.ts'));
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) => Promise.reject(new Error(`The sender ended with ${code}.`)));
  child.send(order);
  const [sent] = (await Promise.race([once(child, 'message'), failed])) as [Sent];
  await exited;
  return sent;
};
