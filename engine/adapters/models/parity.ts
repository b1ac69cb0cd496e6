/** Below this the vectors of a device are not those of the processor: they would not be found by each other's questions. */
export const requiredParity = 0.999;

/** What devices are compared by: a question, a sentence and a passage, of general and of scientific English. */
export const parityTexts = [
  'Does planting density change corn harvests?',
  'Uneven seed distribution within the row reduced the grain yield by 9 percent at the highest population.',
  'We measured the thermal conductivity of 37 samples between 80 and 400 K (±3 %). Below 120 K phonon scattering at grain boundaries limits it; above, it falls as 1/T, and the α-phase conducts heat better than the β-phase in each of the alloys studied.',
];

/** The least cosine between vectors of unit length that should be the same, pair by pair. */
export function leastCosine(some: readonly Float32Array[], others: readonly Float32Array[]): number {
  const cosines = some.map((vector, n) => vector.reduce((sum, value, d) => sum + value * others[n]![d]!, 0));
  // What is no number is no likeness.
  return cosines.some(Number.isNaN) ? -1 : Math.min(...cosines);
}

/** The first line of a runtime's reason, without the source files it names. */
export function plainReason(reason: string): string {
  const told = reason
    .split('\n')[0]!
    .replace(/^.*\bwas false\. /, '')
    .replaceAll(/\/\S+/g, '…');
  return told.length <= 160 ? told : `${told.slice(0, 159)}…`;
}
