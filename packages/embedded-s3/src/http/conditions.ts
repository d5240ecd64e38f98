export type Conditions = {
  ifMatch: string | undefined;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
  ifUnmodifiedSince: string | undefined;
};
export type Validators = { etag: string; modifiedAtMs: number };

const matches = (header: string, etag: string): boolean =>
  header.split(',').some((item) => {
    const wanted = item.trim().replace(/^W\//, '').replace(/^"|"$/g, '');
    return wanted === '*' || wanted === etag;
  });

/** HTTP dates have no milliseconds. */
const isModifiedSince = (header: string, modifiedAtMs: number): boolean | undefined => {
  const sinceMs = Date.parse(header);
  return Number.isNaN(sinceMs) ? undefined : Math.floor(modifiedAtMs / 1000) > Math.floor(sinceMs / 1000);
};

/** Evaluates the conditions of a read, in the precedence of RFC 9110, 13.2.2. */
export const evaluateConditions = (
  { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince }: Conditions,
  { etag, modifiedAtMs }: Validators,
): 'proceed' | 'failed' | 'notModified' => {
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, etag)) return 'failed';
  } else if (ifUnmodifiedSince !== undefined && isModifiedSince(ifUnmodifiedSince, modifiedAtMs)) return 'failed';
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, etag) ? 'notModified' : 'proceed';
  return ifModifiedSince !== undefined && isModifiedSince(ifModifiedSince, modifiedAtMs) === false
    ? 'notModified'
    : 'proceed';
};

/** Evaluates the conditions of a write; 'absent' for If-Match without a current object. */
export const evaluateWrite = (
  { ifMatch, ifNoneMatch }: Pick<Conditions, 'ifMatch' | 'ifNoneMatch'>,
  currentEtag: string | undefined,
): 'proceed' | 'failed' | 'absent' => {
  if (ifMatch !== undefined && currentEtag === undefined) return 'absent';
  if (ifMatch !== undefined && currentEtag !== undefined && !matches(ifMatch, currentEtag)) return 'failed';
  return ifNoneMatch !== undefined && currentEtag !== undefined && matches(ifNoneMatch, currentEtag)
    ? 'failed'
    : 'proceed';
};
