/** What everything here is built for and tested with. */
const NODE_MAJOR = 24;

/** Throws a sentence before anything starts that an older Node could only begin. */
export const requireNode = (version: string): void => {
  if (Number(version.split('.')[0]) >= NODE_MAJOR) return;
  throw new Error(`Node.js ${NODE_MAJOR} or newer is required; this is Node.js ${version}.`);
};
