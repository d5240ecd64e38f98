import { sameSitePath } from '../../../urls/same-site-path';

const HOME = '/videos';

/** Where to go after signing in: the requested page if it is on this site, else the library. */
export const nextPage = (requested: string | null, origin: string): string => sameSitePath(requested, origin) ?? HOME;

/** The absolute URL of the sign-in form, for redirects by the server. */
export const signInUrl = (here: string, origin: string): URL => new URL(signInFor(here), origin);

const formFor = (form: string, here: string): string => `${form}?next=${encodeURIComponent(here)}`;

/** The path of the sign-in form, which returns to the given path, query and fragment. */
export const signInFor = (here: string): string => formFor('/sign-in', here);

/** The same for the sign-up form. */
export const signUpFor = (here: string): string => formFor('/sign-up', here);
