import { ownAddress } from '../../../addresses/own-address';

const HOME = '/videos';

/** Where to go after signing in: to the page that was asked for, if it is one of this site. */
export const nextPage = (wanted: string | null, origin: string): string => ownAddress(wanted, origin) ?? HOME;

/** The same as an address of the server's own, for a redirect. */
export const signInUrl = (here: string, origin: string): URL => new URL(signInFor(here), origin);

/** The sign-in form, which leads back to this path, query and fragment. */
export const signInFor = (here: string): string => `/sign-in?next=${encodeURIComponent(here)}`;
