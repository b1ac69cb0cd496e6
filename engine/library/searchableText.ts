/** Text as a person looks for it: without case, accents, and differences of white space. */
export function searchableText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** The words of what a person typed into a search box, as they stand in a `searchableText`. */
export function searchedWords(query: string): string[] {
  return searchableText(query)
    .split(' ')
    .filter((word) => word !== '');
}
