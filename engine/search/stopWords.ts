/**
 * English function words: they carry no topic, and their long posting lists cost the most to read. Sorted by what they are.
 * Negations go too: BM25 cannot tell what is negated.
 */
export const stopWords: ReadonlySet<string> = new Set(
  [
    'a an the',
    'i me my mine we us our ours you your yours he him his she her hers it its they them their theirs',
    'myself yourself himself herself itself ourselves themselves',
    'this that these those such same other another each every either neither both all any some few many much more most',
    'who whom whose which what when where why how whether',
    'am is are was were be been being do does did doing done have has had having',
    'can could may might must shall should will would cannot',
    'and or but nor so if then else than as because while although though unless until since',
    'of in on at by for from to into onto with within without about against between among through during before after above',
    'below under over up down out off upon toward towards via per',
    'not no only also too very just here there again further once however therefore thus hence',
  ]
    .join(' ')
    .split(' '),
);
