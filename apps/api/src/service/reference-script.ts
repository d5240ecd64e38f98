import Fastify from 'fastify';

/**
 * Scalar's API reference as one script. It is only published as a Fastify plugin, whose routes would bypass our route table, so the
 * script is read from a separate Fastify instance.
 */
export const readReferenceScript = async (): Promise<string> => {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const holder = Fastify();
  try {
    await holder.register(plugin, { routePrefix: '/page', configuration: { url: 'unused' } });
    const { body, statusCode } = await holder.inject('/page/js/scalar.js');
    if (statusCode !== 200) throw new Error('The API reference package contains no script.');
    return body;
  } finally {
    await holder.close();
  }
};
