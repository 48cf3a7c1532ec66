// @ts-check
// Words before which a secret stands, in five languages: the same as kb/forms/keywords.py. Pure.

const BEFORE = "(?<![0-9A-Za-z\\u00c0-\\u024f\\u0370-\\u04ff])";
const LINK =
  "(?:[ \\t]{0,8}\\([^()\\n]{1,30}\\))?(?<verb>[ \\t]{1,8}(?:is|je|se glasi|to|jest|είναι|ειναι|это)(?=[ \\t:=]))?" +
  "[ \\t]{0,8}(?<sign>[:=–—]|-(?=[ \\t]))?[ \\t]{0,8}(?<line>\\n[ \\t]{0,8})?[\"'„“«»”‘’`(\\[]{0,4}";
const VALUE = '(?=(?<value>[^ \\t\\n"„“«»”`]{4,64}))';
/** @type {Record<string, string>} */
const WORDS = {
  authinfo:
    "auth[ -]?info(?:[ -]?(?:code|kod[a-z]?))?|auth[ -]?(?:code|kod[a-z]?)|authorization code" +
    "|epp(?:[ -]?(?:code|kod[a-z]?|код[а-я]{0,2}))?" +
    "|kod[a-z]? (?:authinfo|epp)|код[а-я]{0,2} (?:authinfo|epp)|аутинфо" +
    "|(?:код|пароль|ключ)[а-я]{0,2} (?:авторизации|переноса)(?: домена)?|парол[а-я]{1,2} домена" +
    "|avtorizacijsk[a-z]{1,3} (?:kod[a-z]|klju[cč][a-z]{0,3})|(?:kod|gesl)[a-z] domene" +
    "|kod[a-z]{0,3} autoryzacyjn[a-z]{1,3}|kod[a-z]{0,3} do transferu" +
    "|κωδικ[όο][ςσύυ]? (?:authinfo|epp|εξουσιοδ[όο]τησης|μεταφορ[άα]ς)|κλειδ[ίι] μεταφορ[άα]ς",
  "support-code":
    "(?:kod[a-z]|pin)(?: koda)? za podporo|support[ -](?:code|pin)|pin (?:υποστ[ήη]ριξης|поддержки)" +
    "|κωδικ[όο][ςσύυ]? υποστ[ήη]ριξης|(?:pin-?)?код[а-я]{0,2} поддержки|kod[a-z]{0,3} autoryzuj[a-ząę]{2,4}" +
    "|kod[a-z]{0,3} (?:z panelu|dla konsultanta)",
  password:
    "password|passwd|passcode|pass|pwd|gesl[aoeu]|has[łl](?:o|a|em|u)|парол(?:ь|я|е|ю|ем)|кодовое слово" +
    "|κωδικ(?:[όο]ς?|ο[ύυ])(?: πρ[όο]σβασης)?|συνθηματικ[όο]",
};

/** Kind → pattern with the groups `verb`, `sign`, `line` (a line break between) and `value`. */
export const KEYED = Object.entries(WORDS).map(
  ([kind, words]) =>
    /** @type {[string, RegExp]} */ ([kind, new RegExp(`${BEFORE}(?:${words})${LINK}${VALUE}`, "dgiu")]),
);

/** Number of a passport or identity card behind its name. */
export const PASSPORT = new RegExp(
  `${BEFORE}(?:passport|potn(?:i|ega|em) list[a-z]{0,2}|osebn[a-z] izkaznic[a-z]|paszport[a-z]{0,3}` +
    "|dow[oó]d[a-z]{0,2} osobist[a-z]{1,3}" +
    "|διαβατ[ήη]ρι[οό][υύ]?|(?:δελτ[ίι]ου? )?ταυτ[όο]τητας?|паспорт[а-я]{0,3})" +
    "[^\\n0-9]{0,15}?(?<![0-9A-Za-zΑ-Ωα-ω])" +
    "(?<value>[A-ZΑ-Ω]{1,3} ?[0-9]{5,9}|[0-9]{2} ?[0-9]{2} ?[0-9]{6}|[0-9]{9})(?![0-9])",
  "dgiu",
);
