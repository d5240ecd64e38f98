import { randomBytes } from 'node:crypto';
import { newTraceContext, type TraceContext } from '@media/core';

/** Starts a trace in this process. */
export const newTrace = (): TraceContext => newTraceContext((bytes) => randomBytes(bytes).toString('hex'));
