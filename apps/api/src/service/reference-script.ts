import Fastify from 'fastify';

/**
 * Scalar's API reference as one script. It is only published inside of a plugin for Fastify, which registers routes that are not
 * in our table: so an instance of its own is asked for it, once, when somebody opens the page.
 */
export const readReferenceScript = async (): Promise<string> => {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const holder = Fastify();
  try {
    await holder.register(plugin, { routePrefix: '/page', configuration: { url: 'unused' } });
    const { body, statusCode } = await holder.inject('/page/js/scalar.js');
    if (statusCode !== 200) throw new Error('The package of the API reference holds no script.');
    return body;
  } finally {
    await holder.close();
  }
};
