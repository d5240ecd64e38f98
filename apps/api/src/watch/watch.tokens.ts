/** LiveHub */
export const LIVE_HUB = Symbol('live hub');
/** SessionStreams */
export const SESSION_STREAMS = Symbol('session streams');
/** PolledStreams of API keys */
export const API_KEY_STREAMS = Symbol('API key streams');
/** PlaybackStreams */
export const PLAYBACK_STREAMS = Symbol('playback streams');
/** AccessStreams */
export const ACCESS_STREAMS = Symbol('access streams');
/** StreamLimiter */
export const STREAM_LIMITER = Symbol('stream limiter');
