/** An address alone only opens a new email, which is what it is for. */
const ADDRESS = /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/;

/** What email programs need to see a link: a scheme, a host name or a path. Also in the full-width forms that browsers accept. */
const INSIDE_LINK = /[.:/。.。](?=[^\s.])/g;

/**
 * A name that somebody chose, for an email to somebody else. Email programs make links of everything that looks like one, so it is
 * broken by spaces: `example. org`. Contracts refuse line breaks and characters that change the text direction.
 */
export const nameInMail = (name: string): string => (ADDRESS.test(name) ? name : name.replace(INSIDE_LINK, '$& '));
