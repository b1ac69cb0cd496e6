import { describe, expect, it } from 'vitest';
import { relationOf, type WorkFacts, workOf } from './sameWork.ts';

const title = 'Barley yields under artificial light';
const facts = (more: Partial<WorkFacts>): WorkFacts => ({
  id: 'a',
  title,
  authors: ['Ada Field', 'Ben Stone'],
  year: 2020,
  doi: null,
  arxivId: null,
  createdAt: 1,
  deletedAt: null,
  ...more,
});
const relation = (a: Partial<WorkFacts>, b: Partial<WorkFacts>) => {
  const found = relationOf(workOf(facts(a)), workOf(facts(b)));
  expect(relationOf(workOf(facts(b)), workOf(facts(a)))).toBe(found);
  return found;
};

describe('the same work', () => {
  it('has one DOI, whatever was read of its title', () => {
    expect(relation({ doi: '10.1000/1' }, { doi: 'https://doi.org/10.1000/1', title: 'scan0001', authors: [] })).toBe('same_doi');
  });

  it('has the same title and an author of both', () => {
    expect(relation({}, { title: title.toUpperCase(), authors: ['Field, A.'] })).toBe('same_title');
    expect(relation({ doi: '10.1000/1' }, { doi: '10.1000/2' })).toBe('same_title');
  });

  it('is a preprint and what came of it: by a DOI of its server, or the stamp of arXiv', () => {
    expect(relation({ doi: '10.1101/2020.01.02.123456', year: 2019 }, { doi: '10.1000/2' })).toBe('versions');
    expect(relation({ arxivId: '2001.00001' }, { doi: '10.1000/2' })).toBe('versions');
    expect(relation({ arxivId: '2001.00001', doi: '10.1000/2', title: 'A first title' }, { doi: '10.1000/2' })).toBe('versions');
  });

  it('is two versions on arXiv, the second of another title', () => {
    expect(relation({ arxivId: '2001.00001' }, { arxivId: '2001.00001', title: 'Barley and light' })).toBe('same_arxiv_id');
  });
});

describe('another work', () => {
  it('has the same title and other authors, or unknown ones', () => {
    expect(relation({}, { authors: ['Cleo Marsh'] })).toBeNull();
    expect(relation({}, { authors: [] })).toBeNull();
    expect(relation({ authors: [] }, { authors: [] })).toBeNull();
  });

  it('is a notice about it, also with its DOI', () => {
    const doi = '10.1000/1';
    for (const prefix of [
      'Correction: ',
      'Correction to: ',
      'Author Correction: ',
      'Erratum to ',
      'Retraction Note: ',
      'Reply to: ',
      'Comment on ',
      'Supplementary Information for ',
    ])
      expect([prefix, relation({ doi }, { doi, title: `${prefix}${title}` })]).toEqual([prefix, null]);
  });

  it('is one whose title only begins like a notice', () => {
    const own = { title: 'Correction of astigmatism in children', doi: '10.1000/1' };
    expect(relation(own, { ...own, title: 'Astigmatism in children' })).toBe('same_doi');
    expect(relation({ title: 'Response of barley to light' }, { title: 'Response of barley to light' })).toBe('same_title');
  });

  it('is the next editorial of the same editor', () => {
    const own = { title: 'Editorial', authors: ['Ada Field'] };
    expect(relation({ ...own, year: 2020 }, { ...own, year: 2021 })).toBeNull();
    expect(relation({ ...own, doi: '10.1000/1' }, { ...own, doi: '10.1000/2' })).toBeNull();
    expect(relation(own, { ...own, authors: ['Ada Field', 'Ben Stone'] })).toBeNull();
    expect(relation(own, own)).toBe('same_title');
    for (const generic of ['Introduction', 'Book Reviews', 'Supplementary information', 'News', 'Part II', 'Index 12'])
      expect([generic, relation({ title: generic, year: 2020 }, { title: generic, year: 2021 })]).toEqual([generic, null]);
  });

  it('is a report of the same name years later', () => {
    expect(relation({ year: 2010 }, { year: 2020 })).toBeNull();
  });

  it('a title of one run of letters is no word where words are not set apart', () => {
    expect(relation({ title: '卷积神经网络研究综述', year: 2020 }, { title: '卷积神经网络研究综述', year: 2021 })).toBe(
      'same_title',
    );
  });
});
