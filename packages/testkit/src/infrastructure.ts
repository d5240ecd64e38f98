import { inject } from 'vitest';

export type S3Address = { endpoint: string; accessKeyId: string; secretAccessKey: string; region: string };

/** A server's address, or why it failed to start. A failure affects only the tests that need the server. */
export type Provided<Address> = { address: Address } | { failure: string };

/** Features that a store can lack. Tests then expect the product's fallback. */
export type StoreLack = 'checksums';

/** What global-setup.ts provides to every test file. */
export type Infrastructure = {
  /** URL of the database `postgres`, with a superuser. */
  postgres: Provided<string>;
  redis: Provided<string>;
  s3: Provided<S3Address>;
  s3Lacks: readonly StoreLack[];
  /** Temporary folder of this run, removed at its end. */
  runDir: string;
};

declare module 'vitest' {
  export interface ProvidedContext {
    infrastructure: Infrastructure;
  }
}

const addressOf = <Address>(provided: Provided<Address>): Address => {
  if ('failure' in provided) throw new Error(provided.failure);
  return provided.address;
};

/** The servers of this run, available only to *.it.test.ts. @throws Error with the reason if the server failed to start */
export const postgresUrl = (): string => addressOf(inject('infrastructure').postgres);
export const redisUrl = (): string => addressOf(inject('infrastructure').redis);
export const s3Address = (): S3Address => addressOf(inject('infrastructure').s3);
export const storeLacks = (lack: StoreLack): boolean => inject('infrastructure').s3Lacks.includes(lack);
export const runDir = (): string => inject('infrastructure').runDir;
