/**
 * The trace that a piece of work belongs to: W3C Trace Context (https://www.w3.org/TR/trace-context/, section 3.2). No spans
 * are recorded yet, so a context that came with a request is passed on with the caller's span as its parent.
 */
export type TraceContext = {
  /** 32 lower-case hex digits, not all zero. */
  traceId: string;
  /** The caller's span: 16 lower-case hex digits, not all zero. */
  parentId: string;
  /** Two hex digits. Only the bits that the specification defines: 01 sampled, 02 random trace id. */
  flags: string;
};

/** `version-traceid-parentid-flags`. A later version can have more behind a hyphen; what version 00 defines stays in its place. */
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const KNOWN_FLAGS = 0x03;

const hexByte = (value: number): string => value.toString(16).padStart(2, '0');

/** Reads a `traceparent` header. Undefined when it is missing or invalid: the specification has its receiver start a new trace. */
export const parseTraceparent = (header: string | null | undefined): TraceContext | undefined => {
  const [, version, traceId = '', parentId = '', flags = '', rest] = TRACEPARENT.exec(header ?? '') ?? [];
  if (version === undefined || (version === '00' && rest !== undefined)) return undefined;
  return { traceId, parentId, flags: hexByte(Number.parseInt(flags, 16) & KNOWN_FLAGS) };
};

/** The context as version 00 writes it, 55 characters. */
export const formatTraceparent = ({ traceId, parentId, flags }: TraceContext): string =>
  `00-${traceId}-${parentId}-${flags}`;

/** A trace that begins here. `randomHex` returns that many random bytes as lower-case hex digits. Not sampled: nobody records it. */
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
