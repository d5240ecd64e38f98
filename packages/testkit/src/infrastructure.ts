import { inject } from 'vitest';

export type S3Address = { endpoint: string; accessKeyId: string; secretAccessKey: string; region: string };

/** Where a server of the run answers, or why it does not: that fails only the tests which need it. */
export type Provided<Address> = { address: Address } | { failure: string };

/** What a store may lack and still be good enough; tests then expect what the product makes of that. */
export type StoreLack = 'checksums';

/** What global-setup.ts hands to every test file. */
export type Infrastructure = {
  /** A superuser's address, of the database `postgres`. */
  postgres: Provided<string>;
  redis: Provided<string>;
  s3: Provided<S3Address>;
  s3Lacks: readonly StoreLack[];
  /** A folder of this run, removed at its end. */
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

/** The servers of this run; only tests named *.it.test.ts have them. Each throws why its server did not start. */
export const postgresUrl = (): string => addressOf(inject('infrastructure').postgres);
export const redisUrl = (): string => addressOf(inject('infrastructure').redis);
export const s3Address = (): S3Address => addressOf(inject('infrastructure').s3);
export const storeLacks = (lack: StoreLack): boolean => inject('infrastructure').s3Lacks.includes(lack);
export const runDir = (): string => inject('infrastructure').runDir;
