import type { Config } from '../../../shared/config/config.ts';
import type { RecordRegister } from '../../ports/RecordRegister.ts';
import { ArxivRegister } from './ArxivRegister.ts';
import { CrossrefRegister } from './CrossrefRegister.ts';
import { OpenAlexRegister } from './OpenAlexRegister.ts';

/** Well below what Crossref and OpenAlex allow; arXiv asks for three seconds between requests. */
const everyMs = { crossref: 500, openalex: 500, arxiv: 3000 };

/** The registers in the order they are asked: each knows what the one before it may not. */
export function recordRegisters(config: Config): RecordRegister[] {
  const contact = config.HUB_CONTACT;
  return [
    new ArxivRegister({ baseUrl: config.HUB_ARXIV_URL, everyMs: everyMs.arxiv, contact }),
    new CrossrefRegister({ baseUrl: config.HUB_CROSSREF_URL, everyMs: everyMs.crossref, contact }),
    new OpenAlexRegister({ baseUrl: config.HUB_OPENALEX_URL, everyMs: everyMs.openalex, contact, key: config.HUB_OPENALEX_KEY }),
  ];
}
