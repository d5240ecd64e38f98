import {
  type CORSRule,
  CreateBucketCommand,
  GetBucketCorsCommand,
  HeadBucketCommand,
  PutBucketCorsCommand,
} from '@aws-sdk/client-s3';
import { callStore } from './call-store.js';
import type { StoreDeps } from './clients.js';
import { isMissing, s3CodeOf } from './storage-errors.js';

/**
 * The result of `ensureBucket`. `corsSet`: a CORS rule, new or existing, allows browsers. `rejected`: the requests that the
 * store rejected, for the log.
 */
export type BucketReport = { created: boolean; corsSet: boolean; rejected: string[] };

const EXPOSED_HEADERS = ['ETag', 'Content-Range', 'Content-Length', 'Accept-Ranges'];
const CORS_MAX_AGE_SECONDS = 3_600;

/** Resolves if the bucket is reachable. @throws STORAGE_UNAVAILABLE otherwise */
export const ping = async (deps: StoreDeps, signal?: AbortSignal): Promise<void> => {
  await callStore(deps, { operation: 'ping', signal }, (abortSignal) =>
    deps.client.send(new HeadBucketCommand({ Bucket: deps.bucket }), { abortSignal }),
  );
};

const CALL = { operation: 'ensureBucket' };

const bucketExists = (deps: StoreDeps): Promise<boolean> =>
  callStore(deps, CALL, async (abortSignal) => {
    try {
      await deps.client.send(new HeadBucketCommand({ Bucket: deps.bucket }), { abortSignal });
      return true;
    } catch (error) {
      if (isMissing(error) || s3CodeOf(error) === 'NoSuchBucket') return false;
      throw error;
    }
  });

/** True if this call created the bucket; false if a concurrent process did. */
const createBucket = (deps: StoreDeps): Promise<boolean> =>
  callStore(deps, CALL, async (abortSignal) => {
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

/** Whether `rule` allows and exposes everything that `wanted` does. Wildcards within an origin aren't considered. */
const covers = (rule: CORSRule, wanted: CORSRule): boolean =>
  (rule.AllowedOrigins?.includes('*') || includesAll(rule.AllowedOrigins, wanted.AllowedOrigins)) &&
  includesAll(rule.AllowedMethods, wanted.AllowedMethods) &&
  includesAll(rule.AllowedHeaders, wanted.AllowedHeaders) &&
  includesAll(lowerCase(rule.ExposeHeaders), lowerCase(wanted.ExposeHeaders));

const corsRules = async (deps: StoreDeps): Promise<CORSRule[]> => {
  const command = new GetBucketCorsCommand({ Bucket: deps.bucket });
  try {
    const { CORSRules = [] } = await callStore(deps, CALL, (abortSignal) => deps.client.send(command, { abortSignal }));
    return CORSRules;
  } catch (error) {
    if (s3CodeOf(error) === 'NoSuchCORSConfiguration') return [];
    throw error;
  }
};

/** Appends a rule to the operator's, which other applications may rely on. Returns the requests that the store rejected. */
const allowOrigins = async (deps: StoreDeps, wanted: CORSRule): Promise<string[]> => {
  let operation = 'GetBucketCors';
  try {
    const rules = await corsRules(deps);
    if (rules.some((rule) => covers(rule, wanted))) return [];
    operation = 'PutBucketCors';
    const CORSConfiguration = { CORSRules: [...rules, wanted] };
    const command = new PutBucketCorsCommand({ Bucket: deps.bucket, CORSConfiguration });
    await callStore(deps, CALL, (abortSignal) => deps.client.send(command, { abortSignal }));
    return [];
  } catch (error) {
    // If the rules can't be read, they aren't overwritten either: they could be the operator's.
    return [`${operation}: ${s3CodeOf(error) ?? 'failed'}`];
  }
};

/**
 * Creates the bucket if it is missing, and allows `corsOrigins` in its CORS rules. Keeps existing rules. A rejected CORS rule
 * is reported, not thrown.
 */
export const ensureBucket = async (
  deps: StoreDeps,
  { corsOrigins }: { corsOrigins: readonly string[] },
): Promise<BucketReport> => {
  const created = !(await bucketExists(deps)) && (await createBucket(deps));
  if (corsOrigins.length === 0) return { created, corsSet: false, rejected: [] };
  const rejected = await allowOrigins(deps, ruleFor(corsOrigins));
  return { created, corsSet: rejected.length === 0, rejected };
};
