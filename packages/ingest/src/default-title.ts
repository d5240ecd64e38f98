const LONGEST = 200;

/** The file's name without its extension: what a video is called until somebody says otherwise. */
export const defaultTitle = (fileName: string): string => {
  const name = fileName.replace(/(?<=.)\.[^.\s]{1,10}$/, '').trim();
  return Array.from(name || fileName)
    .slice(0, LONGEST)
    .join('');
};
