/**
 * The trace that work belongs to: W3C Trace Context (https://www.w3.org/TR/trace-context/, section 3.2). If spans aren't recorded, the
 * context of a request is passed on with the caller's span as its parent.
 */
export type TraceContext = {
  /** 32 lower-case hex digits, not all zero. */
  traceId: string;
  /** The caller's span: 16 lower-case hex digits, not all zero. */
  parentId: string;
  /** Two hex digits, with only the bits that the specification defines: 01 sampled, 02 random trace id. */
  flags: string;
};

/** `version-traceid-parentid-flags`. Later versions can append fields after a hyphen, but keep those of version 00. */
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const KNOWN_FLAGS = 0x03;

const hexByte = (value: number): string => value.toString(16).padStart(2, '0');

/** Parses a `traceparent` header. Undefined if it is missing or invalid; the specification then requires a new trace. */
export const parseTraceparent = (header: string | null | undefined): TraceContext | undefined => {
  const [, version, traceId = '', parentId = '', flags = '', rest] = TRACEPARENT.exec(header ?? '') ?? [];
  if (version === undefined || (version === '00' && rest !== undefined)) return undefined;
  return { traceId, parentId, flags: hexByte(Number.parseInt(flags, 16) & KNOWN_FLAGS) };
};

/** A `traceparent` header of version 00, 55 characters. */
export const formatTraceparent = ({ traceId, parentId, flags }: TraceContext): string =>
  `00-${traceId}-${parentId}-${flags}`;

/** A new trace. `randomHex` returns that many random bytes as lower-case hex digits. Not sampled: it is only for processes that record nothing. */
export const newTraceContext = (randomHex: (bytes: number) => string): TraceContext => ({
  traceId: nonZero(randomHex, 16),
  parentId: nonZero(randomHex, 8),
  flags: '02',
});

const nonZero = (randomHex: (bytes: number) => string, bytes: number): string => {
  for (;;) {
    const digits = randomHex(bytes);
    if (/[1-9a-f]/.test(digits)) return digits;
  }
};
