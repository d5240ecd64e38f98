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

/** HTTP dates know no milliseconds. */
const isModifiedSince = (header: string, modifiedAtMs: number): boolean | undefined => {
  const sinceMs = Date.parse(header);
  return Number.isNaN(sinceMs) ? undefined : Math.floor(modifiedAtMs / 1000) > Math.floor(sinceMs / 1000);
};

/** What the conditions of a read say of an object, in the order of precedence of RFC 9110, 13.2.2. */
export const evaluateConditions = (
  { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince }: Conditions,
  { etag, modifiedAtMs }: Validators,
): 'go' | 'failed' | 'notModified' => {
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, etag)) return 'failed';
  } else if (ifUnmodifiedSince !== undefined && isModifiedSince(ifUnmodifiedSince, modifiedAtMs)) return 'failed';
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, etag) ? 'notModified' : 'go';
  return ifModifiedSince !== undefined && isModifiedSince(ifModifiedSince, modifiedAtMs) === false
    ? 'notModified'
    : 'go';
};

/** Whether a write may replace what is there; 'absent' if it wants to replace something that is not. */
export const evaluateWrite = (
  { ifMatch, ifNoneMatch }: Pick<Conditions, 'ifMatch' | 'ifNoneMatch'>,
  currentEtag: string | undefined,
): 'go' | 'failed' | 'absent' => {
  if (ifMatch !== undefined && currentEtag === undefined) return 'absent';
  if (ifMatch !== undefined && currentEtag !== undefined && !matches(ifMatch, currentEtag)) return 'failed';
  return ifNoneMatch !== undefined && currentEtag !== undefined && matches(ifNoneMatch, currentEtag) ? 'failed' : 'go';
};
