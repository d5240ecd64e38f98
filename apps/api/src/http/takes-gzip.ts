const GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/;

/** Whether `Accept-Encoding` allows gzip (RFC 9110 12.5.3). */
export const takesGzip = (acceptEncoding: string | string[] | undefined): boolean => GZIP.test(String(acceptEncoding));
