import { describe, expect, it } from 'vitest';
import type { Reference } from '../../shared/domain/inspection.ts';
import { citesWork } from './citesWork.ts';

const work = {
  title: 'Plant Population and Grain Yield of Maize',
  authors: ['Ana Núñez', 'Smith, J.'],
  year: 2015,
  doi: '10.1000/maize',
};
const entry = (more: Partial<Reference> = {}): Reference => ({
  text: 'Nunez A, Smith J. Plant population and grain yield of maize. Field Crops. 2015.',
  page: 9,
  doi: null,
  title: 'Plant population and grain yield of maize',
  year: 2015,
  ...more,
});

describe('citesWork', () => {
  it.each<[string, Partial<Reference>, Partial<typeof work>]>([
    ['its DOI, however it is written', { doi: '10.1000/MAIZE', title: null, year: null, text: 'A paper.' }, {}],
    ['title, year and an author', {}, {}],
    ['title and author, the year after', { year: 2016 }, {}],
    ['title and author, where no year is known', { year: null }, {}],
    ['the title broken by a hyphen', { title: 'Plant popu-lation and grain yield of maize' }, {}],
    ['title and year, where no author is known', { text: 'Someone.' }, { authors: [] }],
  ])('knows a work by %s', (_, reference, changed) => {
    expect(citesWork(entry(reference), { ...work, ...changed })).toBe(true);
  });

  it.each<[string, Partial<Reference>, Partial<typeof work>]>([
    ['another DOI', { doi: '10.1000/other' }, {}],
    ['an edition of other years', { year: 2012 }, {}],
    ['authors who are others', { text: 'Miller K. Plant population and grain yield of maize. 2015.' }, {}],
    ['a title of more words', { title: 'Plant population and grain yield of maize: a reply' }, {}],
    ['a title many have', { title: 'Introduction', text: 'Smith J. Introduction. 2015.' }, { title: 'Introduction' }],
    ['neither author nor year', { year: null, text: 'Someone.' }, { authors: [] }],
  ])('takes nothing for it with %s', (_, reference, changed) => {
    expect(citesWork(entry(reference), { ...work, ...changed })).toBe(false);
  });
});
