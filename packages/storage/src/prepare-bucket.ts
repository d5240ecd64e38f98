import { CreateBucketCommand, HeadBucketCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';
import type { StoreDeps } from './clients.js';
import { calling, isMissing, s3CodeOf, toAppError } from './storage-errors.js';

/** What came of `ensureBucket`; `notPossible` names what the store refused, for the log of the operator. */
export type BucketReport = { created: boolean; corsSet: boolean; notPossible: string[] };

const EXPOSED_HEADERS = ['ETag', 'Content-Range', 'Content-Length', 'Accept-Ranges'];
const CORS_MAX_AGE_SECONDS = 3_600;

/** Resolves if the bucket answers; STORAGE_UNAVAILABLE otherwise. */
export const ping = async ({ client, bucket }: StoreDeps, signal?: AbortSignal): Promise<void> => {
  await calling({ operation: 'ping', signal }, () =>
    client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: signal }),
  );
};

const bucketExists = async (deps: StoreDeps): Promise<boolean> => {
  try {
    await deps.client.send(new HeadBucketCommand({ Bucket: deps.bucket }));
    return true;
  } catch (error) {
    if (isMissing(error) || s3CodeOf(error) === 'NoSuchBucket') return false;
    throw toAppError(error, { operation: 'ensureBucket' });
  }
};

/** True if this call made it: two processes may start at once, and the second finds it made. */
const createBucket = async ({ client, bucket }: StoreDeps): Promise<boolean> => {
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    if (s3CodeOf(error) === 'BucketAlreadyOwnedByYou') return false;
    throw toAppError(error, { operation: 'ensureBucket' });
  }
};

const setCors = ({ client, bucket }: StoreDeps, corsOrigins: readonly string[]) =>
  client.send(
    new PutBucketCorsCommand({
      Bucket: bucket,
      CORSConfiguration: {
        CORSRules: [
          {
            AllowedOrigins: [...corsOrigins],
            AllowedMethods: ['GET', 'HEAD', 'PUT'],
            AllowedHeaders: ['*'],
            ExposeHeaders: EXPOSED_HEADERS,
            MaxAgeSeconds: CORS_MAX_AGE_SECONDS,
          },
        ],
      },
    }),
  );

/** Makes the bucket if it is missing and lets browsers of `corsOrigins` in; a refused CORS rule is reported, not thrown. */
export const ensureBucket = async (
  deps: StoreDeps,
  { corsOrigins }: { corsOrigins: readonly string[] },
): Promise<BucketReport> => {
  const created = !(await bucketExists(deps)) && (await createBucket(deps));
  if (corsOrigins.length === 0) return { created, corsSet: false, notPossible: [] };
  try {
    await setCors(deps, corsOrigins);
    return { created, corsSet: true, notPossible: [] };
  } catch (error) {
    return { created, corsSet: false, notPossible: [`PutBucketCors: ${s3CodeOf(error) ?? 'failed'}`] };
  }
};
