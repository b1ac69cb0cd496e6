import { analyse } from '../search/analyse.ts';

/** A question asked before in the conversation, and what came of it. */
export interface EarlierTurn {
  question: string;
  /** What was answered, with its `[n]`; empty where the library did not say, null where no answer came about. */
  answer: string | null;
  /** Documents it cites. */
  documentIds: string[];
}

/** Leads that join a question to what was said. */
const leads = /^\s*(?:and|but|or|so|also|then|what about|how about|what of|what else|anything else)\b/iu;
/** Words that stand for something named before. */
const anaphora =
  /\b(?:its?|itself|they|them|theirs?|themselves|this|these|those|he|she|his|hers?|him|former|latter|(?:about|of|is|was|did|does|for|from|like) that)\b/iu;
/** What a question asks for: all before its verb. */
const askedFor =
  /^\s*(?:which|what|how|whose)\b.*?\b(?:do|does|did|is|are|was|were|can|could|has|have|had|will|would|should|may|might)\b/iu;
/** Words a follow-up asks with; they name no topic of their own. Stemmed as `analyse` does. */
const asking = new Set(
  analyse(
    'tell explain describe show say mean happen work know give change effect affect influence impact reason cause result detail example case way thing ' +
      'difference compare contain include involve paper study author finding else elaborate summarize',
  ),
);
/** A conversation's topic is what was asked last; further back it is another one. */
const furthest = 3;

/** The terms with which a question names something itself. */
export function ownTerms(question: string): string[] {
  return [...new Set(analyse(question))].filter((term) => !asking.has(term));
}

/** Whether a question is better understood with what was said before: it begins as a continuation, refers back, or names next to nothing. */
export function leansOnEarlier(question: string): boolean {
  const own = ownTerms(question).length;
  if (leads.test(question) || own < 2) return true;
  const before = namedBeforeReferring(question);
  // `How does maize lose its leaves?` names what it refers to.
  return before === 0 || (before === 1 && own < 4);
}

/** Whether a question speaks of something it does not name: read alone, it would be answered from papers on anything. */
export function refersBack(question: string): boolean {
  return namedBeforeReferring(question) === 0;
}

/** How many terms stand before the first word that refers to something; null without such a word. */
function namedBeforeReferring(question: string): number | null {
  const referring = anaphora.exec(question);
  if (!referring) return null;
  const before = question.slice(0, referring.index);
  const asked = askedFor.exec(before);
  // In `Which proteins does it contain?` the proteins are not what is referred to.
  const rest = asked && ownTerms(asked[0]).length <= 2 ? before.slice(asked[0].length) : before;
  return ownTerms(rest).length;
}

/** The earlier turns a question leans on, oldest first: back to the last one that stands for itself. None for a question that does. */
export function leanedOn(question: string, earlier: readonly EarlierTurn[]): EarlierTurn[] {
  const needed: EarlierTurn[] = [];
  let asked = question;
  for (const turn of earlier.toReversed().slice(0, furthest)) {
    if (!leansOnEarlier(asked)) break;
    needed.unshift(turn);
    asked = turn.question;
  }
  return needed;
}
