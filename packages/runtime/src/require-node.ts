/** The version that everything is built for and tested with. */
const NODE_MAJOR = 24;

/** Throws on an older Node.js, before anything starts. */
export const requireNode = (version: string): void => {
  if (Number(version.split('.')[0]) >= NODE_MAJOR) return;
  throw new Error(`Node.js ${NODE_MAJOR} or newer is required; this is Node.js ${version}.`);
};
