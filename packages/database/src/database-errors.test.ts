import { AppError } from '@media/core';
import { expect, test } from 'vitest';
import { isConflict, isTransient } from './database-errors.js';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  ...['08006', '25P03', '40001', '40P01', '53300', '55P03', '57014', '57P01', '57P03', '58030'],
  ...['P1001', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037', 'ECONNRESET', 'EPIPE', 'EAI_AGAIN'],
])('%s is transient', (code) => {
  expect(isTransient(withCode(code))).toBe(true);
});

test.each([
  ...['22001', '22021', '22P05', '23505', '23503', '42703', '28P01', '3D000', 'XX001'],
  ...['P2002', 'P2003', 'P2022', 'P2025', 'ENOSPC', 'ENOENT'],
])('%s is permanent', (code) => {
  expect(isTransient(withCode(code))).toBe(false);
});

test.each([
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Query read timeout',
])('"%s", for which the driver has no code, is transient', (message) => {
  expect(isTransient(new Error(message))).toBe(true);
});

test('nested causes count, wherever Prisma or a wrapper puts them', () => {
  const driver = { name: 'DriverAdapterError', cause: { originalCode: '57P01', kind: 'postgres' } };
  expect(isTransient(Object.assign(withCode('P2010'), { meta: { driverAdapterError: driver } }))).toBe(true);
  expect(isTransient(new Error('outer', { cause: withCode('ECONNREFUSED') }))).toBe(true);
  const conflict = { name: 'DriverAdapterError', cause: { kind: 'TransactionWriteConflict' } };
  expect(isConflict(conflict)).toBe(true);
});

test('an AppError is never transient, whatever its cause', () => {
  expect(isTransient(new AppError('STORAGE_UNAVAILABLE', {}, { cause: withCode('ECONNRESET') }))).toBe(false);
  expect(isTransient(new AppError('CLAIM_LOST'))).toBe(false);
});

test('cyclic causes and non-errors are handled', () => {
  const endless = new Error('again');
  endless.cause = endless;
  expect(isTransient(endless)).toBe(false);
  expect(isTransient('no')).toBe(false);
  expect(isTransient(undefined)).toBe(false);
});
