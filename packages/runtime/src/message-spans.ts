import type { RunTask } from '@media/contracts';
import { inSpan, SpanKind, startSpan, traceparentOf } from '@media/tracing';

/** https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/ */
const attributesOf = (operation: 'send' | 'process', queue: string, { taskId, epoch }: RunTask) => ({
  ...{ 'messaging.system': 'bullmq', 'messaging.operation.name': operation, 'messaging.operation.type': operation },
  ...{ 'messaging.destination.name': queue, 'messaging.message.id': `${taskId}-${epoch}` },
});

/** Records a span for each message while `send` runs, as a child of the job's request. The messages carry it to the worker. */
export const sendInSpan = async <Task extends RunTask>(
  queue: string,
  tasks: readonly Task[],
  send: (traced: Task[]) => Promise<unknown>,
): Promise<void> => {
  const sent = tasks.map((task) => {
    const attributes = attributesOf('send', queue, task);
    const span = startSpan(`send ${queue}`, { kind: SpanKind.PRODUCER, parent: task.traceparent ?? null, attributes });
    return { span, task: withTrace(task, traceparentOf(span)) };
  });
  try {
    await send(sent.map(({ task }) => task));
  } finally {
    for (const { span } of sent) span.end();
  }
};

/** Processes a message in a span whose parent is the span that sent it. */
export const inMessageSpan = (
  queue: string,
  message: RunTask,
  run: (message: RunTask) => Promise<void>,
): Promise<void> => {
  const attributes = attributesOf('process', queue, message);
  const facts = { kind: SpanKind.CONSUMER, parent: message.traceparent ?? null, attributes };
  return inSpan(`process ${queue}`, facts, (_span, traceparent) => run(withTrace(message, traceparent)));
};

const withTrace = <Task extends RunTask>(task: Task, traceparent: string | undefined): Task =>
  traceparent ? { ...task, traceparent } : task;
