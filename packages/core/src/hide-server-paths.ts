const URL_LIKE = /\b[a-z][a-z0-9+.-]*:\/\/[^\s'"<>]*[^\s'"<>:.,;)]/gi;
const QUERY = /\?[\w.%~-]+=[^\s'"<>]*/g;
/**
 * ffmpeg ends a path with a quote, a colon and a space, or the line. Folders may have spaces in their names, so a path
 * reaches to the last slash before that.
 */
const PATH = /(?<![\w.<>/])(?:file:)?\/(?=[\w.@~])(?:(?:[^\n'":]|:(?=\S))*\/)?(?:[^\s'":]|:(?=\S))*/g;

/** What is left of a path: the file's own name where it says something, such as `720p.mp4`. */
const nameOf = (path: string): string => {
  const [, name = '', end = ''] = /([^/]*?)([.,;)\]]*)$/.exec(path) ?? [];
  if (/^source-[\da-f-]{36}$/.test(name)) return `source${end}`;
  return (/^[\w-]+(?:\.[\w-]+)*\.[a-z]\w{1,4}$/i.test(name) ? name : '<work>') + end;
};

/** The log of a process without what it says about the server: folders, presigned URLs and queries. Pure. */
export const hideServerPaths = (log: string): string =>
  log.replace(URL_LIKE, '<url>').replace(QUERY, '').replace(PATH, nameOf);
