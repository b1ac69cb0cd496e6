/** The physical page (from 1) a person means: a printed label first, as on the paper, then a number; null for neither. */
export function pageFor(text: string, pages: number, labels: readonly string[] | null): number | null {
  const wanted = text.trim().toLowerCase();
  const labelled = wanted === '' ? -1 : (labels ?? []).findIndex((label) => label.toLowerCase() === wanted);
  if (labelled >= 0) return labelled + 1;
  const number = /^\d+$/.test(wanted) ? Number(wanted) : 0;
  return number >= 1 && number <= pages ? number : null;
}
