/** Words that name a part of a paper, in the languages papers are mostly written in; lower case, without marks. */
const sections =
  'abstract|summary|keywords?|key words|introduction|background|related works?|literature review|materials?( and |/| & )methods?|methods?( and materials?)?|methodology|' +
  'experimental( section| procedures?)?|results?|results? and discussions?|findings|discussions?|discussion and conclusions?|conclusions?|concluding remarks|limitations|' +
  "future works?|acknowledge?ments?|funding|author contributions?|authors[’']? contributions?|competing interests?|conflicts? of interests?|declarations?|data availability( statement)?|" +
  'ethics statement|supporting information|supplementary (material|information|data)|appendix|appendices|abbreviations|statement of need|' +
  'resumo|resumen|introducao|introduccion|metodos|metodologia|materiais? e metodos|material(es)? y metodos|resultados( e discussao| y discusion)?|discussao|discusion|conclus(ao|oes|ion|iones)|' +
  'agradecimentos|agradecimientos|palavras-chave|palabras clave|' +
  'resume|materiels? et methodes|resultats|remerciements|mots-cles|zusammenfassung|einleitung|methoden|ergebnisse|diskussion|danksagung|fazit';
const references =
  'references?( and notes)?|bibliography|literature( cited)?|works cited|cited literature|referencias?( bibliograficas)?|bibliografia|literatura( citada)?|references bibliographiques|bibliographie|' +
  'literatur(verzeichnis)?|quellen';

const numbering = '(?:(?:\\d{1,2}(?:\\.\\d{1,2}){0,4}|[ivx]{1,5}|[a-h])[.):]?\\s+)?';
const sectionName = new RegExp(`^${numbering}(?:${sections})\\s*[:.]?$`);
const referencesName = new RegExp(`^${numbering}(?:${references})\\s*[:.]?$`);
const captionLabel =
  /^(?:supplementary |extended data |appendix )?(?:fig(?:ure|\.)?|table|tab\.|scheme|box|chart|plate|algorithm|listing|video|figura|fig|tabela|tabla|quadro|cuadro|tableau|abbildung|abb\.|tabelle)\s*(?:[a-z]?\.?\d+(?:\.\d+)*[a-z]?|[ivx]{1,5})\b\s*(?:[.:|–—-]|\s\S|$)/i;

export const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

export const isSectionName = (text: string): boolean => sectionName.test(fold(text));
export const isReferencesName = (text: string): boolean => referencesName.test(fold(text));
/** The sections that make up the body of a paper; the others stand before or after it. */
const coreName =
  /^(?:[\divx.]+\s+)?(?:introduction|background|.*methods?|methodology|.*results?|findings|results? and discussions?|discussions?|conclusions?|introducao|metodos?|.*resultados|discussao|conclus(?:ao|oes)|introduccion|discusion|conclusion(?:es)?|resultats|einleitung|methoden|ergebnisse|diskussion)\b/;

export const isCoreName = (text: string): boolean => isSectionName(text) && coreName.test(fold(text));
export const isCaption = (text: string): boolean => captionLabel.test(text);
export const isTableCaption = (text: string): boolean =>
  /^(?:supplementary |extended data |appendix )?(?:tab|quadro|cuadro)/i.test(text) && isCaption(text);
/** `• Seeds`, `– Soil`: what begins with a bullet. */
export const isListEntry = (text: string): boolean => /^[•▪◦‣●■–—-]\s+\p{L}/u.test(text);

/** Depth of the number a heading begins with: `2.1 Sites` → 2; 0 without one. */
export function numberingDepth(text: string): number {
  const match = /^(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+\p{Lu}/u.exec(text) ?? /^([IVX]{1,5}|[A-H])\.\s+\p{Lu}/u.exec(text);
  return match ? match[1]!.split('.').length : 0;
}
