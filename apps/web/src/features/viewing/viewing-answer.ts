import type { ViewingView } from '@media/sdk';

/** The API's response to the question whether and what somebody can watch. */
export type ViewingAnswer =
  | { kind: 'viewing'; viewing: ViewingView }
  | { kind: 'refused'; status: number; code: string | undefined; retryAfterSeconds: number | undefined }
  | { kind: 'unreachable' };

type Answered = { status: number; body: string; retryAfter: string | null };

/** Interprets a response. Errors of servers and proxies say nothing about the video. Pure. */
export const readAnswer = ({ status, body, retryAfter }: Answered): ViewingAnswer => {
  const content = parse(body);
  if (status === 200 && content) return { kind: 'viewing', viewing: content as ViewingView };
  const code = typeof content?.code === 'string' ? content.code : undefined;
  if (status >= 500 || code === undefined) return { kind: 'unreachable' };
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  return { kind: 'refused', status, code, retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined };
};

const parse = (body: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

/** Sends a request and interprets the response. Never throws. */
export const requestViewing = async (url: string, init: RequestInit = {}): Promise<ViewingAnswer> => {
  try {
    const response = await fetch(url, { cache: 'no-store', ...init });
    return readAnswer({
      status: response.status,
      body: await response.text(),
      retryAfter: response.headers.get('retry-after'),
    });
  } catch {
    return { kind: 'unreachable' };
  }
};
