/** The version that the product is built for and tested with. */
const NODE_MAJOR = 24;

/** Older versions lack ArrayBuffer.prototype.transfer, which every PUT uses. @throws Error for an older version */
export const requireNode = (version: string): void => {
  if (Number(version.split('.')[0]) >= NODE_MAJOR) return;
  throw new Error(`Node.js ${NODE_MAJOR} or newer is required. This is Node.js ${version}.`);
};
