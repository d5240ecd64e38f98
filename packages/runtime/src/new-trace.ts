import { randomBytes } from 'node:crypto';
import { newTraceContext, type TraceContext } from '@media/core';

/** A trace that begins in this process. */
export const newTrace = (): TraceContext => newTraceContext((bytes) => randomBytes(bytes).toString('hex'));
