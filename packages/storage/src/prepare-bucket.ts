import {
  type CORSRule,
  CreateBucketCommand,
  GetBucketCorsCommand,
  HeadBucketCommand,
  PutBucketCorsCommand,
} from '@aws-sdk/client-s3';
import { calling } from './calling.js';
import type { StoreDeps } from './clients.js';
import { isMissing, s3CodeOf } from './storage-errors.js';

/**
 * What came of `ensureBucket`. `corsSet`: browsers are let in, by a rule of ours or one that was there. `notPossible`
 * names what the store refused, for the log of the operator.
 */
export type BucketReport = { created: boolean; corsSet: boolean; notPossible: string[] };

const EXPOSED_HEADERS = ['ETag', 'Content-Range', 'Content-Length', 'Accept-Ranges'];
const CORS_MAX_AGE_SECONDS = 3_600;

/** Resolves if the bucket answers; STORAGE_UNAVAILABLE otherwise. */
export const ping = async (deps: StoreDeps, signal?: AbortSignal): Promise<void> => {
  await calling(deps, { operation: 'ping', signal }, (abortSignal) =>
    deps.client.send(new HeadBucketCommand({ Bucket: deps.bucket }), { abortSignal }),
  );
};

const CALL = { operation: 'ensureBucket' };

const bucketExists = (deps: StoreDeps): Promise<boolean> =>
  calling(deps, CALL, async (abortSignal) => {
    try {
      await deps.client.send(new HeadBucketCommand({ Bucket: deps.bucket }), { abortSignal });
      return true;
    } catch (error) {
      if (isMissing(error) || s3CodeOf(error) === 'NoSuchBucket') return false;
      throw error;
    }
  });

/** True if this call made it: two processes may start at once, and the second finds it made. */
const createBucket = (deps: StoreDeps): Promise<boolean> =>
  calling(deps, CALL, async (abortSignal) => {
    try {
      await deps.client.send(new CreateBucketCommand({ Bucket: deps.bucket }), { abortSignal });
      return true;
    } catch (error) {
      if (s3CodeOf(error) === 'BucketAlreadyOwnedByYou') return false;
      throw error;
    }
  });

const ruleFor = (corsOrigins: readonly string[]): CORSRule => ({
  AllowedOrigins: [...corsOrigins],
  AllowedMethods: ['GET', 'HEAD', 'PUT'],
  AllowedHeaders: ['*'],
  ExposeHeaders: EXPOSED_HEADERS,
  MaxAgeSeconds: CORS_MAX_AGE_SECONDS,
});

const lowerCase = (names: readonly string[] = []): string[] => names.map((name) => name.toLowerCase());
const includesAll = (all: readonly string[] = [], some: readonly string[] = []): boolean =>
  some.every((item) => all.includes(item));

/** Whether `rule` lets in, and shows, all that `wanted` does. A wildcard inside an origin is not looked into. */
const covers = (rule: CORSRule, wanted: CORSRule): boolean =>
  (rule.AllowedOrigins?.includes('*') || includesAll(rule.AllowedOrigins, wanted.AllowedOrigins)) &&
  includesAll(rule.AllowedMethods, wanted.AllowedMethods) &&
  includesAll(rule.AllowedHeaders, wanted.AllowedHeaders) &&
  includesAll(lowerCase(rule.ExposeHeaders), lowerCase(wanted.ExposeHeaders));

const corsRules = async (deps: StoreDeps): Promise<CORSRule[]> => {
  const command = new GetBucketCorsCommand({ Bucket: deps.bucket });
  try {
    const { CORSRules = [] } = await calling(deps, CALL, (abortSignal) => deps.client.send(command, { abortSignal }));
    return CORSRules;
  } catch (error) {
    if (s3CodeOf(error) === 'NoSuchCORSConfiguration') return [];
    throw error;
  }
};

/** Adds our rule behind those of the operator, which may serve others; returns what the store refused. */
const letIn = async (deps: StoreDeps, wanted: CORSRule): Promise<string[]> => {
  let operation = 'GetBucketCors';
  try {
    const rules = await corsRules(deps);
    if (rules.some((rule) => covers(rule, wanted))) return [];
    operation = 'PutBucketCors';
    const CORSConfiguration = { CORSRules: [...rules, wanted] };
    const command = new PutBucketCorsCommand({ Bucket: deps.bucket, CORSConfiguration });
    await calling(deps, CALL, (abortSignal) => deps.client.send(command, { abortSignal }));
    return [];
  } catch (error) {
    // What cannot be read is not overwritten either: the operator's own rules may be there.
    return [`${operation}: ${s3CodeOf(error) ?? 'failed'}`];
  }
};

/**
 * Makes the bucket if it is missing and lets browsers of `corsOrigins` in. Rules that are there stay; a refused CORS rule
 * is reported, not thrown.
 */
export const ensureBucket = async (
  deps: StoreDeps,
  { corsOrigins }: { corsOrigins: readonly string[] },
): Promise<BucketReport> => {
  const created = !(await bucketExists(deps)) && (await createBucket(deps));
  if (corsOrigins.length === 0) return { created, corsSet: false, notPossible: [] };
  const notPossible = await letIn(deps, ruleFor(corsOrigins));
  return { created, corsSet: notPossible.length === 0, notPossible };
};
