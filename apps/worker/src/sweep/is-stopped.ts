import { AppError } from '@media/core';

/** Whether a call to the store ended because this process is shutting down: nothing is wrong with what it was about. */
export const isStopped = (error: unknown): boolean => error instanceof AppError && error.code === 'CANCELLED';
