/** S3's error codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const CODES = {
  AccessDenied: [403, 'Access Denied'],
  AccessForbidden: [403, 'CORSResponse: This CORS request is not allowed.'],
  AuthorizationHeaderMalformed: [400, 'The authorization header that you provided is not valid.'],
  AuthorizationQueryParametersError: [400, 'The authorization query parameters that you provided are not valid.'],
  BadDigest: [400, 'The checksum or Content-MD5 that you specified did not match what we received.'],
  BadRequest: [400, 'Bad Request'],
  BucketNotEmpty: [409, 'The bucket that you tried to delete is not empty.'],
  EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed object size.'],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed object size.'],
  IncompleteBody: [400, 'You did not provide the number of bytes specified by the Content-Length HTTP header.'],
  InternalError: [500, 'An internal error occurred. Try again.'],
  InvalidAccessKeyId: [403, 'The access key ID that you provided does not exist in our records.'],
  InvalidArgument: [400, 'Invalid argument.'],
  InvalidBucketName: [400, 'The specified bucket is not valid.'],
  InvalidDigest: [400, 'The Content-MD5 or checksum value that you specified is not valid.'],
  InvalidLocationConstraint: [400, 'The specified location constraint is not valid.'],
  InvalidPart: [400, 'One or more of the specified parts could not be found or did not match its entity tag.'],
  InvalidPartNumber: [416, 'The requested partnumber is not satisfiable.'],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order.'],
  InvalidRange: [416, 'The requested range is not satisfiable.'],
  InvalidRequest: [400, 'Invalid request.'],
  InvalidURI: [400, 'The specified URI could not be parsed.'],
  KeyTooLongError: [400, 'Your key is too long.'],
  MalformedTrailerError: [400, 'The request contained trailing data that did not conform to our published schema.'],
  MalformedXML: [400, 'The XML that you provided was not well formed or did not validate.'],
  MaxMessageLengthExceeded: [400, 'Your request was too large.'],
  MetadataTooLarge: [400, 'Your metadata headers exceed the maximum allowed metadata size.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
  NoSuchBucket: [404, 'The specified bucket does not exist.'],
  NoSuchCORSConfiguration: [404, 'The CORS configuration does not exist.'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchUpload: [404, 'The specified multipart upload does not exist. It may have been aborted or completed.'],
  NotImplemented: [501, 'A header or query that you provided implies functionality that is not implemented.'],
  PreconditionFailed: [412, 'At least one of the preconditions that you specified did not hold.'],
  RequestTimeout: [
    400,
    'Your socket connection to the server was not read from or written to within the timeout period.',
  ],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the server time is too large.'],
  ServiceUnavailable: [503, 'The storage disk is full.'],
  SignatureDoesNotMatch: [403, 'The request signature that we calculated does not match the one you provided.'],
  XAmzContentSHA256Mismatch: [400, 'The provided x-amz-content-sha256 header does not match what was computed.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type S3ErrorCode = keyof typeof CODES;

/** An error response: `headers` are added to it, `elements` to its XML document. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly status: number;
  readonly elements: Record<string, string>;
  constructor(
    readonly code: S3ErrorCode,
    message: string = CODES[code][1],
    readonly headers: Record<string, string> = {},
    options?: ErrorOptions & { elements?: Record<string, string> },
  ) {
    super(message, options);
    this.status = CODES[code][0];
    this.elements = options?.elements ?? {};
  }
}

const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** Whether the error means that a file or folder doesn't exist. */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '');

/** Converts any error: ServiceUnavailable for a full disk, otherwise InternalError. */
export const toS3Error = (error: unknown): S3Error => {
  if (error instanceof S3Error) return error;
  const isFull = ['ENOSPC', 'EDQUOT'].includes(errnoOf(error) ?? '');
  return new S3Error(isFull ? 'ServiceUnavailable' : 'InternalError', undefined, {}, { cause: error });
};
