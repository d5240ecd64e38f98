const MAX_LENGTH = 200;

/** The default title of a video: the file name without its extension. */
export const defaultTitle = (fileName: string): string => {
  const name = fileName.replace(/(?<=.)\.[^.\s]{1,10}$/, '').trim();
  return Array.from(name || fileName)
    .slice(0, MAX_LENGTH)
    .join('');
};
