import { ApiError, type Client } from '@media/sdk';
import { media } from '../../../../lib/media';
import { readJson } from '../../../../lib/read-json';

type Context = { params: Promise<{ path: string[] }> };
type Call = (client: Client, id: string, request: Request) => Promise<unknown>;

/**
 * The calls that an upload needs. Visitors can make these and no others: they can't list, change or delete videos. The API
 * validates the bodies.
 */
const CALLS: Record<string, Call> = {
  'POST uploads': async ({ uploads }, _, request) => {
    const idempotencyKey = request.headers.get('idempotency-key');
    return uploads.create(await readJson(request), { ...(idempotencyKey && { idempotencyKey }) });
  },
  'GET uploads/:id': ({ uploads }, id) => uploads.get(id),
  'DELETE uploads/:id': ({ uploads }, id) => uploads.abort(id),
  'POST uploads/:id/parts': async ({ uploads }, id, request) => ({
    parts: await uploads.signParts(id, await readJson(request)),
  }),
  'POST videos': async ({ videos }, _, request) => videos.create(await readJson(request)),
};

const handle = async (request: Request, { params }: Context): Promise<Response> => {
  const [resource, id, ...rest] = (await params).path;
  const name = [resource, ...(id === undefined ? [] : [':id']), ...rest].join('/');
  const call = CALLS[`${request.method} ${name}`];
  const isKnown = call && (id === undefined || /^[\w-]+$/.test(id));
  if (!isKnown) return Response.json({ code: 'ROUTE_NOT_FOUND', detail: 'Visitors can only upload.' }, { status: 404 });
  // If only some visitors can upload, check your own session here.
  try {
    const body = await call(await media(), id ?? '', request);
    return body === undefined ? new Response(null, { status: 204 }) : Response.json(body);
  } catch (error) {
    if (error instanceof ApiError) return problemOf(error);
    throw error;
  }
};

/** The API's error, in the form in which the client in the browser expects it. */
const problemOf = ({ status, code, detail, requestId, errors, missingParts, retryAfterMs }: ApiError): Response =>
  Response.json(
    { type: 'about:blank', title: code, status, code, detail, requestId, errors, missingParts },
    {
      status,
      ...(retryAfterMs !== undefined && { headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) } }),
    },
  );

export { handle as DELETE, handle as GET, handle as POST };
