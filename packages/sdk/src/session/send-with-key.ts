import { sendRequest, type Transport } from '../http/send-request.js';
import { retryThrottled } from './retry-throttled.js';
import type { Send } from './session.js';

/** Sends requests with an API key, which is never renewed. */
export const sendWithKey = (transport: Transport, apiKey: string): Send =>
  retryThrottled((call) => sendRequest(transport, call, apiKey));
