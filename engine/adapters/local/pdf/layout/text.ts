const rtlLetters = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/gu;
const strongLetters = /\p{L}/gu;
/** Ligatures and presentation forms: letters as drawn, for which Unicode has the letters as written. Superscripts and other compatibility forms stay. */
const presentationForms = /[\uFB00-\uFB4F\uFB50-\uFDFF\uFE70-\uFEFC\u2126\u212A\u212B]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const unprintable = /[\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFD\p{Co}\p{Cn}]/gu;

/**
 * Where TeX's text fonts (encodings OT1 and T1) keep their ligatures: fonts that name no characters give these codes. In a word they mean the letters; elsewhere
 * such a code is a sign of some other font.
 */
const texLigatures = ['ff', 'fi', 'fl', 'ffi', 'ffl'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
const texCodes = /(?<=\p{L})[\u000B-\u000F\u001B-\u001F]|[\u000B-\u000F\u001B-\u001F](?=\p{L})/gu;

/** A word as it is stored: letters for ligatures, nothing that cannot be shown. */
export function cleanText(text: string): string {
  return text
    .replace(presentationForms, (form) => form.normalize('NFKC'))
    .replace(texCodes, (code) => texLigatures[(code.charCodeAt(0) & 0xf) - 0xb]!)
    .toWellFormed()
    .replace(unprintable, '');
}

/** Whether most of its letters are of a script that is written from right to left. */
export function isRtl(text: string): boolean {
  const rtl = text.match(rtlLetters)?.length ?? 0;
  return rtl > 0 && rtl > 0.5 * (text.match(strongLetters)?.length ?? 0);
}

/** Accents drawn as characters of their own, with the combining mark each stands for. */
const accents: Record<string, string> = {
  '´': '\u0301',
  '`': '\u0300',
  '¨': '\u0308',
  '\u02C6': '\u0302',
  '\u02DC': '\u0303',
  '¸': '\u0327',
  '\u02C7': '\u030C',
  '\u02DA': '\u030A',
  '\u02D8': '\u0306',
  '\u02DD': '\u030B',
};
const accent = /[´`¨\u02C6\u02DC¸\u02C7\u02DA\u02D8\u02DD]/u;
const vowel = /[aeiouyıAEIOUY]/;

/** A word with its letters for accent and letter drawn apart, in either order: `d´ecision` and `Mu¨ller` as `décision` and `Müller`. */
export function composeAccents(word: string): string {
  if (!accent.test(word) || word.length < 2) return word;
  const chars = [...word];
  for (let i = 0; i < chars.length; i++) {
    const mark = accents[chars[i]!];
    // A backtick is a quotation mark more often than an accent: it is one inside a word, and in `à`.
    if (!mark || (chars[i] === '`' && !/^(?:\p{L}+`\p{L}+|`[aA])$/u.test(word))) continue;
    const before = composed(chars[i - 1], mark);
    const after = composed(chars[i + 1], mark);
    const dotless = chars[i - 1] === 'ı' || chars[i - 1] === 'ȷ';
    if (after && !dotless && (!before || vowel.test(chars[i + 1]!) || !vowel.test(chars[i - 1]!))) chars.splice(i, 2, after);
    else if (before) chars.splice(i - 1, 2, before);
  }
  return chars.join('');
}

/** The letter with the mark, where Unicode has such a letter. */
function composed(letter: string | undefined, mark: string): string | null {
  if (!letter || !/\p{L}/u.test(letter)) return null;
  const dotted = letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
  const one = `${dotted}${mark}`.normalize('NFC');
  return one.length === 1 ? one : null;
}

/** Whether a text stops at the end of a sentence (or of an item of a list), be it with a reference mark behind the full stop. */
export function endsSentence(text: string): boolean {
  return /(?:[.!?:;。！？]["”’»)\]]*|(?<=\p{L}[.!?])\d[\d,–-]*)$/u.test(text);
}

/** Whether it is white space, as pdf.js gives it: control characters are letters of fonts that name none. */
export function isBlank(text: string): boolean {
  return /^\p{Zs}*$/u.test(text);
}
