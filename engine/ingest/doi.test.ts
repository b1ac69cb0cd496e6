import { describe, expect, it } from 'vitest';
import { pagesOf, prose } from '../../tests/fixtures/parsedPages.ts';
import { arxivIdOf, doiOf, doisIn } from './doi.ts';

const title = 'Growth of Barley Beside Slow Rivers';

describe('doisIn', () => {
  it('leaves out what stands around a DOI, and joins what a line’s end parted', () => {
    expect(doisIn('https://doi.org/10.1000/ABC.182).')).toEqual(['10.1000/abc.182']);
    expect(doisIn('doi:10.1002/(SICI)1098-2736(199812)35:10')).toEqual(['10.1002/(sici)1098-2736(199812)35:10']);
    expect(doisIn('(doi:10.1126/science. aac7436) and https://doi.org/10. 32614/CRAN.package.learnr')).toEqual([
      '10.1126/science.aac7436',
      '10.32614/cran.package.learnr',
    ]);
    expect(doisIn('see 10.3389/fphys.2016.00613. 5 of them')).toEqual(['10.3389/fphys.2016.00613']);
    expect(doisIn('https://doi.org/10.1126/science.')).toEqual([]);
  });
});

describe('doiOf', () => {
  // Half a minute went by over this one.
  it('is done at once with a text that repeats the beginning of a DOI', () => {
    const text = '10.1000/'.repeat(50_000);
    expect(doiOf(pagesOf([['heading', title], text]), title, [])).toBeNull();
    expect(doisIn(text).length).toBeGreaterThan(0);
  });

  it('takes the one printed at the head, and none of the works it speaks of', () => {
    const about = `${prose(300)} (Smith 2001, doi:10.1000/other.1)`;
    const references: ['references', string] = ['references', '1. Smith J. On rivers. 2001. doi:10.1000/other.2'];
    const at = (line: string) => doiOf(pagesOf([line, ['heading', title], about, references]), title, []);
    expect(at('Journal of Barley, https://doi.org/10.1000/Own.7')).toBe('10.1000/own.7');
    expect(at('Journal of Barley')).toBeNull();
    expect(at('1 Roe, K. (2001). On rivers. Journal of Rivers. doi:10.1000/other.4')).toBeNull();
    expect(at('A reply to Roe (2001), doi:10.1000/other.3')).toBeNull();
    expect(at('Data: https://doi.org/10.5281/zenodo.123')).toBeNull();
  });

  it('takes the one beside its own reference, also behind the last page’s', () => {
    const cite = `Cite this article as: Smith et al.: ${title}. Barley 2010 4:1.`;
    const last: ['references', string][] = [
      ['references', 'doi:10.1186/1-2-3'],
      ['references', cite],
    ];
    expect(doiOf(pagesOf([['heading', title]], last), title, [])).toBe('10.1186/1-2-3');
    const own = `Citation: Smith J (2014) ${title}. Barley 9(12): e1. doi:10.1371/journal.barley. 0115884`;
    expect(doiOf(pagesOf([own, ['heading', title], 'doi:10.1000/figure.g001']), title, [])).toBe(
      '10.1371/journal.barley.0115884',
    );
  });

  it('takes the one that stands on page after page', () => {
    const at = (...running: string[]) => doiOf(pagesOf([['heading', title], prose(300)]), title, running);
    expect(at('Webb et al., DOI 10.7717/barley.118 1', 'Barley', 'Webb et al., DOI 10.7717/barley.118 2')).toBe(
      '10.7717/barley.118',
    );
    expect(at('https://doi.org/10.21105/barley. 1 00302.', 'https://doi.org/10.21105/barley. 2 00302.')).toBeNull();
  });
});

describe('arxivIdOf', () => {
  it('reads the stamp, without the version', () => {
    expect(arxivIdOf(pagesOf(['arXiv:2401.01234v2 [cs.CL] 3 Jan 2024']), [])).toBe('2401.01234');
    expect(arxivIdOf(pagesOf([prose(400)]), ['arXiv:2401.01234v2 [cs.CL] 3 Jan 2024'])).toBe('2401.01234');
    expect(arxivIdOf(pagesOf([`${prose(400)} as in arXiv:2401.01234`]), [])).toBeNull();
  });
});
