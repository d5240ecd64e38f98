/** What everything here is built for and tested with. */
const NODE_MAJOR = 24;

/** An older Node lacks what every PUT needs (ArrayBuffer.prototype.transfer). Throws a sentence that says so. */
export const requireNode = (version: string): void => {
  if (Number(version.split('.')[0]) >= NODE_MAJOR) return;
  throw new Error(`It needs Node ${NODE_MAJOR} or newer, and this is Node ${version}.`);
};
