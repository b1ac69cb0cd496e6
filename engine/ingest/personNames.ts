/** Words that stand in names without a capital. */
const particles = new Set(
  `de da do dos das del della delle di du des d' le la les los el al ul bin ibn ben bint van von vom zu zum zur der den dem ten ter te 't ’t
   het af av y e i san st`.split(/\s+/),
);

/** Words of affiliations, sections and mastheads, which look like names otherwise. */
const noName =
  /^(?:universi\S*|depart\S*|dept|institut\S*|school\S*|college\S*|hospital\S*|cent(?:er|re|ro|rum)\S*|laborator\S*|labs?|faculty|facult\S*|academ\S*|research\S*|scien\S*|technolog\S*|engineering|medic\S*|health\S*|inc|ltd|gmbh|llc|corp\S*|company|journal\S*|volume|article\S*|abstract|summary|resumo|resumen|introduction|keywords?|open|access|review\S*|original|letters?|report\S*|editors?|editorial|authors?|correspondence|corresponding|received|accepted|published|submitted|copyright|licen[cs]e\S*|version|draft|preprint|available|online|supplement\S*|appendix|chapter|lecture|notes?|thesis|dissertation|proceedings|conference|workshop|symposium|society|association|foundation|group|team|consortium|collaboration|division|section|program\S*|project|national|international|federal|state|street|road|avenue|city|republic|kingdom|states|usa|uk|china|germany|france|spain|italy|brazil|india|japan|canada|australia|netherlands|switzerland|sweden|government|office|agency|bureau|ministry|council|committee|commission|board|bank|services?|web|site|the|of|for|with|from|this|what|why|study|analysis|model\S*|data|systems?|methods?|theory|applied|advanced|handbook|guide|manual|introductory|edition|publish\S*|table|figure|contents|et|al)$/i;

/** A list of authors holds no address of the web and no date. */
const notAList = /https?:(?!\/\/orcid)|\bwww\.|\b(?:19|20)\d\d\b/iu;
/** What stands behind a name and is not part of it. */
const degree =
  /^(?:ph\.? ?d|m\.? ?d|m\.? ?sc|b\.? ?sc|m\.? ?s|b\.? ?s|m\.? ?a|b\.? ?a|mph|mba|d\.? ?phil|m\.? ?phil|d\.? ?sc|dr|prof(?:essor)?|frcp\S*|frcs\S*|facs|rn|mbbs|mbchb|pharmd|dvm|drph|eng|ing|dipl\S*|(?:senior |student |graduate student )?member|fellow|ieee|acm)\.?$/i;
const title = /^(?:dr|prof|professor|mr|mrs|ms|sir|dame)\.?\s+/i;
const suffix = /^(?:jr|sr|ii|iii|iv)\.?$/i;
/** Marks of affiliations and footnotes, raised or behind a name. */
const marks = /[\d*†‡§¶#∗⋆★✉⊥‖∥♯♦◊☆◆●•¹²³⁰⁴-⁹ª]+/gu;

const capitalWord = /^(?:\p{Lu}|[dlODM][’'`]\p{Lu}|Mc\p{Lu}|al-\p{Lu})[\p{L}\p{M}’'`]*(?:[-‐–]\p{L}[\p{L}\p{M}’'`]*)*\.?$/u;
const initials = /^(?:\p{Lu}\.?[-‐–]?){1,3}$/u;

/** `Yashas ND`, `RAY LC`: alone it could be anything, but among so many plain names it is one too. */
const unusualName = /^\p{Lu}[\p{L}’'-]+ \p{Lu}{2}$/u;
const plainForOne = 20;

/** Characters of the longest list of authors; a thousand of them are no list but the text. */
const longestList = 30_000;
/** What separates two names whatever stands in them: a line, an address. */
export const nameBreak = '⏎';

/**
 * The names in a list of authors, in order and as a reader would write them; null unless all of it is names. Numbers and signs of affiliations,
 * addresses and degrees are left out.
 */
export function namesIn(list: string): string[] | null {
  if (list.length > longestList || notAList.test(list)) return null;
  const plain = list
    .replace(/[^\s@]{1,80}@\S+/gu, nameBreak)
    .replace(/(?:https?:\/\/)?orcid\S*/giu, ' ')
    .replace(/\([^)]{0,200}\)|\{[^}]{0,200}\}|\[[^\]]{0,200}\]/gu, ' ')
    .replace(/^\s*(?:by|authors?:|autores:)\s+/iu, '');
  const separated = plain
    // A mark with a name behind it ends the one before, comma or not.
    .replace(/[\d*†‡§¶∗¹²³⁰⁴-⁹][\d*†‡§¶∗¹²³⁰⁴-⁹,\s]{0,40}(?=\p{L})/gu, nameBreak)
    .replace(marks, ' ')
    .replace(/(^|[\s,⏎])(?:and|und|&)\s/gu, `$1${nameBreak}`)
    .replace(/(⏎\s*)(?:e|y|et)\s/gu, '$1');
  const parts = separated.includes(';') && !/;\s*$/.test(separated) ? flipped(separated) : separated.split(/[,;،、，]/u);
  const names: string[] = [];
  let unusual = 0;
  for (const part of parts.flatMap((one) => one.split(nameBreak))) {
    const name = part
      .replace(/\s+/gu, ' ')
      .replace(/^[\s.:–-]+|[\s:–-]+$/gu, '')
      .replace(title, '');
    if (name === '' || name === '.' || degree.test(name)) continue;
    if (suffix.test(name) && names.length > 0) names.push(`${names.pop()} ${name}`);
    else if (isName(name)) names.push(asWritten(name));
    else if (unusualName.test(name)) {
      names.push(name);
      unusual++;
    } else return null;
  }
  if (unusual * plainForOne > names.length) return null;
  return names.length > 0 && new Set(names).size === names.length ? names : null;
}

/** `SMITH, John; DOE, Jane`. */
function flipped(list: string): string[] {
  return list.split(';').flatMap((part) => {
    const halves = part.split(',');
    return halves.length === 2 && halves.every((half) => /\p{L}{2}/u.test(half)) ? [`${halves[1]} ${halves[0]}`] : halves;
  });
}

/** Two to seven words, each of which may stand in a person's name, the last of them a whole one. */
function isName(text: string): boolean {
  if (/^[\p{sc=Han}]{2,4}$|^[\p{sc=Hangul}]{2,4}$/u.test(text)) return true;
  const words = text.split(' ');
  if (words.length > 2 && suffix.test(words.at(-1)!)) words.pop();
  if (words.length < 2 || words.length > 7 || text.length > 60) return false;
  if (words.some((word) => noName.test(word.replace(/[.,]$/, '')))) return false;
  if (!words.every((word) => capitalWord.test(word) || initials.test(word) || particles.has(word.toLowerCase()))) return false;
  const last = words.at(-1)!;
  if (words.slice(0, -1).every((word) => particles.has(word.toLowerCase()))) return false;
  return capitalWord.test(last) && last.replaceAll('.', '').length > 1 && !/^\p{Lu}{2}$/u.test(last) && !/\.$/.test(last);
}

/** Family names set in capitals get their usual form. */
function asWritten(name: string): string {
  const words = name.split(' ');
  return words
    .map((word, i) => {
      const shouted = (one: string | undefined) => one !== undefined && /^\p{Lu}[\p{Lu}’'-]{2,}$/u.test(one);
      if (shouted(word)) return word.toLowerCase().replaceAll(/(^|[-’'])\p{L}/gu, (first) => first.toUpperCase());
      return particles.has(word.toLowerCase()) && word === word.toUpperCase() && shouted(words[i + 1])
        ? word.toLowerCase()
        : word;
    })
    .join(' ');
}
