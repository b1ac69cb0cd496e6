import { describe, expect, it } from 'vitest';
import { pagesOf, prose } from '../../tests/fixtures/parsedPages.ts';
import { venueOf } from './venue.ts';

const title = 'Growth of Barley Beside Slow Rivers';
const at = (...before: string[]) => venueOf(pagesOf([...before, ['heading', title], prose(300)]), title, []);
const running = (...texts: string[]) => venueOf(pagesOf([['heading', title], prose(300)]), title, texts);

describe('venueOf', () => {
  it('reads the journal in the head or in the paper’s reference to itself', () => {
    expect(at('Hindawi Publishing Corporation Journal of Barley Volume 2010, Article ID 157, 6 pages')).toBe('Journal of Barley');
    expect(at('Grains 2014, 4, 932–945; doi:10.1000/182')).toBe('Grains');
    expect(at(`Smith (2018). ${title}. Journal of Barley, 1(3), 13. https://doi.org/10.1000/182`)).toBe('Journal of Barley');
  });

  // Most journals say their name in running heads and feet only, which are in no page's text.
  it('reads it at the edges of the pages', () => {
    expect(running(`Smith, (2018). ${title}. Journal of Barley, 1(3), 13. https://doi.org/10.1000/182 1`)).toBe(
      'Journal of Barley',
    );
    expect(running(`Smith et al. (2018), ${title}. Barley Comput. Sci. 3:e118`)).toBe('Barley Comput. Sci.');
    expect(running('3', 'Smith et al. BMC Barley Research 2014, 14:1 http://example.org')).toBe('BMC Barley Research');
    expect(running('Barley Ecol (2015) 69:1267–1284 1269')).toBe('Barley Ecol');
    expect(running('Frontiers in Barley | www.example.org 2 December 2016')).toBe('Frontiers in Barley');
    expect(running('Smith and others', 'Barley beside slow rivers')).toBe('');
  });

  it('stays empty where none is plain', () => {
    expect(at('Research article', 'Open access', 'Received 3 May 2010')).toBe('');
    expect(at('We thank the Journal of Barley for its patience with us and with all the others who wrote')).toBe('');
  });
});
