const rtlLetters = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/gu;
const strongLetters = /\p{L}/gu;
/** Ligatures and presentation forms: letters as drawn, for which Unicode has the letters as written. Superscripts and other compatibility forms stay. */
const presentationForms = /[\uFB00-\uFB4F\uFB50-\uFDFF\uFE70-\uFEFC\u2126\u212A\u212B]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const unprintable = /[\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFD\p{Co}\p{Cn}]/gu;

/** A word as it is stored: letters for ligatures, nothing that cannot be shown. */
export function cleanText(text: string): string {
  return text
    .replace(presentationForms, (form) => form.normalize('NFKC'))
    .toWellFormed()
    .replace(unprintable, '');
}

/** Whether most of its letters are of a script that is written from right to left. */
export function isRtl(text: string): boolean {
  const rtl = text.match(rtlLetters)?.length ?? 0;
  return rtl > 0 && rtl > 0.5 * (text.match(strongLetters)?.length ?? 0);
}
