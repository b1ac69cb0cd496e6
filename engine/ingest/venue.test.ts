import { describe, expect, it } from 'vitest';
import { pagesOf, prose } from '../../tests/fixtures/parsedPages.ts';
import { venueOf } from './venue.ts';

const title = 'Growth of Barley Beside Slow Rivers';
const at = (...before: string[]) => venueOf(pagesOf([...before, ['heading', title], prose(300)]), title);

describe('venueOf', () => {
  it('reads the journal in the head or in the paper’s reference to itself', () => {
    expect(at('Hindawi Publishing Corporation Journal of Barley Volume 2010, Article ID 157, 6 pages')).toBe('Journal of Barley');
    expect(at('Grains 2014, 4, 932–945; doi:10.1000/182')).toBe('Grains');
    expect(at(`Smith (2018). ${title}. Journal of Barley, 1(3), 13. https://doi.org/10.1000/182`)).toBe('Journal of Barley');
  });

  it('stays empty where none is plain', () => {
    expect(at('Research article', 'Open access', 'Received 3 May 2010')).toBe('');
    expect(at('We thank the Journal of Barley for its patience with us and with all the others who wrote')).toBe('');
  });
});
