import { AppError } from '@media/core';

/** Whether a call to the store ended only because this process is shutting down. */
export const isStopped = (error: unknown): boolean => error instanceof AppError && error.code === 'CANCELLED';
