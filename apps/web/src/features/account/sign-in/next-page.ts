const HOME = '/videos';

/** Where to go after signing in. Only a path of this site: anything else in a link could lead to a stranger's page. */
export const nextPage = (wanted: string | null): string => {
  if (!wanted?.startsWith('/')) return HOME;
  const base = 'http://here.invalid';
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  return url?.origin === base ? url.pathname + url.search : HOME;
};
