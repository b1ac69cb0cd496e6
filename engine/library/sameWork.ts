import type { Document } from '../../shared/domain/document.ts';
import type { Relation } from '../../shared/domain/related.ts';
import { doiKey, familyKey, titleKey } from './workKeys.ts';

/** What tells whether two documents are the same work. */
export type WorkFacts = Pick<Document, 'id' | 'title' | 'authors' | 'year' | 'doi' | 'createdAt' | 'deletedAt'> & {
  /** As read from its first page. */
  arxivId: string | null;
};

/** A preprint and what it became are rarely further apart; the same title later on is another edition, report or editorial. */
const mostYearsApart = 3;

/** A document's facts, made ready to be compared with many others. */
export interface Work extends WorkFacts {
  doiKey: string | null;
  titleKey: string | null;
  families: ReadonlySet<string>;
  notice: string;
  generic: boolean;
  preprint: boolean;
}

export function workOf(facts: WorkFacts): Work {
  return {
    ...facts,
    doiKey: doiKey(facts.doi),
    titleKey: titleKey(facts.title),
    families: new Set(facts.authors.map(familyKey).filter(Boolean)),
    notice: noticeOf(facts.title),
    generic: isGeneric(facts.title),
    preprint: isPreprint(facts),
  };
}

/**
 * Why two documents are the same work, or null: the same DOI or arXiv id, or the same title and an author of both. A notice about a work
 * (a correction, a reply, a supplement) is not that work, though its DOI may stand on it.
 */
export function relationOf(a: Work, b: Work): Relation | null {
  if (a.notice !== b.notice) return null;
  const versions = a.preprint !== b.preprint;
  if (a.doiKey !== null && a.doiKey === b.doiKey) return versions ? 'versions' : 'same_doi';
  if (a.arxivId !== null && a.arxivId === b.arxivId) return 'same_arxiv_id';
  if (!sameTitle(a, b)) return null;
  return versions ? 'versions' : 'same_title';
}

function sameTitle(a: Work, b: Work): boolean {
  if (a.titleKey === null || a.titleKey !== b.titleKey) return false;
  const apart = a.year === null || b.year === null ? 0 : Math.abs(a.year - b.year);
  if (apart > mostYearsApart) return false;
  const shared = [...a.families].filter((name) => b.families.has(name)).length;
  if (!a.generic) return shared > 0;
  // An editor writes many editorials: one of that name is the same only where nothing speaks against it.
  const otherDoi = a.doiKey !== null && b.doiKey !== null;
  return shared > 0 && shared === a.families.size && shared === b.families.size && apart === 0 && !otherDoi;
}

const notices: [string, RegExp][] = [
  [
    'correction',
    /^(?:(?:author|publisher)['’]?s? )?(?:corrections?|errat(?:um|a)|corrigend(?:um|a)|addend(?:um|a)|berichtigung)(?:\s*[:.–—-]|\s+(?:to|on|for|zu|zum|zur)\b|\s*$)/i,
  ],
  ['retraction', /^(?:retracted|retraction|withdrawn|withdrawal|expression of concern)\b/i],
  ['reply', /^(?:(?:authors?['’]?s? )?(?:reply|response|rebuttal)|comments?|commentary)(?:\s*:|\s+(?:to|on)\b)|^re:/i],
  [
    'supplement',
    /^(?:electronic )?(?:supplement(?:ary|al)?|supporting) (?:information|materials?|data|files?|methods|text|appendix|online)/i,
  ],
  ['review', /^(?:book review|review of)\b/i],
];

/** What kind of notice about a work a title announces; empty for a work itself. */
export function noticeOf(title: string): string {
  return notices.find(([, pattern]) => pattern.test(title.trim()))?.[0] ?? '';
}

/** Titles that many works have. */
const generic =
  /^(?:guest |invited )?(?:editorial|introduction|preface|foreword|prologue|epilogue|conclusions?|discussion|summary|abstracts?|overview|commentary|comments?|perspectives?|viewpoint|opinion|reply|response|authors? reply|letters?(?: to the editors?)?|correspondence|news|news and views|research highlights?|in (?:memoriam|brief|this issue)|obituary|(?:book )?reviews?|notes?|contents|table of contents|index|(?:author|subject) index|errat(?:um|a)|corrections?|corrigend(?:um|a)|acknowledg(?:e)?ments?|appendix|references|bibliography|supplement(?:ary|al)?(?: \p{L}+)?|supporting information|annual report|case report|(?:original|research|review) (?:article|paper)|article|paper|report|manuscript|thesis|untitled|chapter|part|section|lecture|poster|\p{L}+)[\s\d.:ivx]*$/iu;

/** A word alone is no better than these; a language without spaces writes whole titles so. */
function isGeneric(title: string): boolean {
  return (
    generic.test(title.trim()) && !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}]{6}/u.test(title)
  );
}

/** DOIs of servers for preprints; bioRxiv shares its prefix with journals. */
const preprintDoi =
  /^10\.(?:48550\/|1101\/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}\b|64898\/|21203\/rs|31234\/|31219\/|31235\/|31222\/|31223\/|35542\/|26434\/|33774\/|20944\/preprints|2139\/ssrn|36227\/techrxiv|22541\/au|7287\/peerj\.preprints|1590\/scielopreprints|5194\/egusphere)/;

/** A page with the stamp of arXiv is the preprint, also where it names the DOI of what came of it. */
function isPreprint({ doi, arxivId }: WorkFacts): boolean {
  return arxivId !== null || preprintDoi.test(doiKey(doi) ?? '');
}
