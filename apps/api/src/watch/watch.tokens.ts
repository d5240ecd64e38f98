/** LiveHub */
export const LIVE_HUB = Symbol('live hub');
/** SessionStreams */
export const SESSION_STREAMS = Symbol('session streams');
/** StreamLimiter */
export const STREAM_LIMITER = Symbol('stream limiter');
