/**
 * The shortest RFC 5646 tag of what a source says, usually ISO 639-2 (`deu`, `ger`): HLS and DASH both want that form, and
 * players choose by it. Undefined for what is no language tag, which would make a manifest invalid.
 */
export const languageTag = (language: string | undefined): string | undefined => {
  if (language === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined; // a RangeError is how Intl says that it is none
  }
};
