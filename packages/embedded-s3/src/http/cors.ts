export type CorsRule = {
  id?: string | undefined;
  allowedOrigins: string[];
  allowedMethods: string[];
  allowedHeaders: string[];
  exposeHeaders: string[];
  maxAgeSeconds: number | undefined;
};
export type CorsRequest = { origin: string; method: string; headers: string[] };

/** S3 allows one `*` in an origin or a header name. */
const matchesPattern = (pattern: string, text: string): boolean => {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
};

const allows = (rule: CorsRule, { origin, method, headers }: CorsRequest): boolean =>
  rule.allowedMethods.includes(method) &&
  rule.allowedOrigins.some((pattern) => matchesPattern(pattern, origin)) &&
  headers.every((header) => rule.allowedHeaders.some((pattern) => matchesPattern(pattern.toLowerCase(), header)));

/** The headers of the first rule that allows the request; undefined if none does. */
export const corsHeaders = (rules: readonly CorsRule[], request: CorsRequest): Record<string, string> | undefined => {
  const rule = rules.find((candidate) => allows(candidate, request));
  if (!rule) return undefined;
  const isForAll = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': isForAll ? '*' : request.origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(isForAll ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(request.headers.length > 0 ? { 'access-control-allow-headers': request.headers.join(', ') } : {}),
    ...(rule.exposeHeaders.length > 0 ? { 'access-control-expose-headers': rule.exposeHeaders.join(', ') } : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
};

/** The default rules for buckets without any, with the server's configured origins. */
export const defaultRules = (origins: readonly string[]): CorsRule[] =>
  origins.length === 0
    ? []
    : [
        {
          allowedOrigins: [...origins],
          allowedMethods: ['GET', 'HEAD', 'PUT'],
          allowedHeaders: ['*'],
          exposeHeaders: ['ETag', 'Content-Range', 'Content-Length', 'Accept-Ranges'],
          maxAgeSeconds: 3_600,
        },
      ];
