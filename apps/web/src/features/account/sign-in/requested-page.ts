import { signInFor } from './next-page';

const KEY = 'media.requested-page';
/** As long as the link to choose a new password works. */
const KEPT_MS = 3_600_000;

type Kept = { page: string; until: number };

const read = (): string | undefined => {
  try {
    const { page, until }: Kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return until > Date.now() ? page : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The page to which signing in would continue. A visitor who has forgotten the password leaves for a link in an email, which opens in
 * another tab, so all tabs have it.
 */
export const requestedPage = {
  keep: (page: string): void => {
    const kept: Kept = { page, until: Date.now() + KEPT_MS };
    localStorage.setItem(KEY, JSON.stringify(kept));
  },

  forget: (): void => localStorage.removeItem(KEY),

  /** The sign-in form, which continues there. A fragment stays one, because it can contain a token that no server may see. */
  signInPath: (): string => {
    const [path = '', ...fragment] = (read() ?? '').split('#');
    return path === '' ? '/sign-in' : [signInFor(path), ...fragment].join('#');
  },
};
