const URL_LIKE = /\b[a-z][a-z0-9+.-]*:\/\/[^\s'"<>]*[^\s'"<>:.,;)]/gi;
const QUERY = /\?[\w.%~-]+=[^\s'"<>]*/g;
/**
 * ffmpeg ends a path with a quote, a colon and a space, or a line break. Folder names can contain spaces, so the folders of a
 * path extend to the last slash before that.
 */
const PATH = /(?<![\w.<>/])(?:file:)?\/(?=[\w.@~])(?:(?:[^\n'":]|:(?=\S))*\/)?(?:[^\s'":]|:(?=\S))*/g;

/** The part of a path to show: the file name if it is meaningful, such as `720p.mp4`. */
const nameOf = (path: string): string => {
  const [, name = '', end = ''] = /([^/]*?)([.,;)\]]*)$/.exec(path) ?? [];
  if (/^source-[\da-f-]{36}$/.test(name)) return `source${end}`;
  return (/^[\w-]+(?:\.[\w-]+)*\.[a-z]\w{1,4}$/i.test(name) ? name : '<work>') + end;
};

/** Removes folders, presigned URLs and query strings from a process's log. Pure. */
export const hideServerPaths = (log: string): string =>
  log.replace(URL_LIKE, '<url>').replace(QUERY, '').replace(PATH, nameOf);
