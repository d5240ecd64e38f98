/** ISO 639-2: these stand for an undetermined language, several languages, none, and one without a code. */
const NO_LANGUAGE = new Set(['und', 'mul', 'zxx', 'mis']);

/** RFC 5646 4.4.1: tags that are longer have no use in practice. */
const MAX_LENGTH = 35;

/**
 * The canonical BCP 47 tag for a file's language, which is usually an ISO 639-2 code (`deu`, `ger`) and sometimes a tag or a locale
 * (`fre-ca`, `pt_BR`). HLS and DASH require that form, and players select tracks by it. Undefined if it names no language.
 */
export const languageTag = (language: string | undefined): string | undefined => {
  const tag = canonical(language?.trim().replaceAll('_', '-'));
  if (tag === undefined || tag.length > MAX_LENGTH) return undefined;
  const [primary = ''] = tag.split('-');
  // Names such as `English` are valid tags, too, but of a reserved form.
  return /^[a-z]{2,3}$/.test(primary) && !NO_LANGUAGE.has(primary) ? tag : undefined;
};

const canonical = (tag: string | undefined): string | undefined => {
  if (tag === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined; // Intl throws a RangeError for an invalid tag
  }
};

/** ISO 639-2/T codes by their ISO 639-1 codes. Intl only converts in the other direction. */
const TERMINOLOGY_CODES = new Map(
  (
    'aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis bm:bam bn:ben ' +
    'bo:bod br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces cu:chu cv:chv cy:cym da:dan de:deu dv:div dz:dzo ee:ewe el:ell ' +
    'en:eng eo:epo es:spa et:est eu:eus fa:fas ff:ful fi:fin fj:fij fo:fao fr:fra fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ' +
    'ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye hz:her ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl it:ita ' +
    'iu:iku ja:jpn jv:jav ka:kat kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir ' +
    'la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt ' +
    'my:mya na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan ' +
    'pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ro:ron ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk sl:slv ' +
    'sm:smo sn:sna so:som sq:sqi sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tn:tsn to:ton ' +
    'tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zh:zho ' +
    'zu:zul'
  )
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 2), pair.slice(3)]),
);

/** The three-letter ISO 639-2/T code of a file's language, which is all that `mdhd` in MP4 can store. Undefined if there is none. */
export const languageCode = (language: string | undefined): string | undefined => {
  const [primary = ''] = languageTag(language)?.split('-') ?? [];
  return primary.length === 3 ? primary : TERMINOLOGY_CODES.get(primary);
};

/** The BCP 47 tag of a file's language if its three-letter code says less, for example because the tag has a region or script. */
export const extendedLanguageTag = (language: string | undefined): string | undefined => {
  const tag = languageTag(language);
  return tag === languageTag(languageCode(language)) ? undefined : tag;
};
