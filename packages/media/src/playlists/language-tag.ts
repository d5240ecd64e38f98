/**
 * The shortest RFC 5646 tag for a source's language code, usually ISO 639-2 (`deu`, `ger`). HLS and DASH require that form, and players
 * select tracks by it. Undefined if it isn't a language tag, which would make a manifest invalid.
 */
export const languageTag = (language: string | undefined): string | undefined => {
  if (language === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined; // Intl throws a RangeError for an invalid tag
  }
};
