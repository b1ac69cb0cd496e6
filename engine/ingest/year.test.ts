import { describe, expect, it } from 'vitest';
import { publicationYear } from './year.ts';

const title = 'Waggle Dances in Urban Gardens';
const now = Date.UTC(2026, 5, 1);
const yearOf = (text: string, created: number | null = null, running: string[] = []) =>
  publicationYear([{ text }], { title, running, created, now });

describe('publicationYear', () => {
  it.each([
    ['Received: 13 April 2013 / Accepted: 31 May 2014 / Published online: 20 June 2015', 2015],
    ['Submitted: 22 October 2018 Published: 21 January 2019', 2019],
    ['Received Feb, 23, 2015 Accepted Apr, 13, 2015 Published Apr, 22, 2016', 2016],
    ['Published: 2014-10-17', 2014],
    ['… in 1998, however, we © 2014 Roe et al.', 2014],
    ['Copyright © 2010 Jane Roe. This is open access.', 2010],
    ['# The Author(s) 2015. This article', 2015],
    ['arXiv:2101.00001v2 [cs.CL] 5 Jan 2021', 2021],
    [`Citation: Doe J, Roe A (2014) ${title}. PLoS ONE`, 2014],
    [`Jane Doe and Ada Roe. 2024. ${title}. In Proceedings of 2025`, 2024],
    [`Metabolites 2014, 4, 932-945; doi:10.3390/x ${title}`, 2014],
    ['Como citar: Souza CM. Cad Saúde Colet, 2023;31(3):e31030043.', 2023],
    ['Recebido em: Mar. 27, 2020. Aprovado em: Abr. 10, 2021', 2021],
  ])('reads %j', (text, year) => {
    expect(yearOf(text)).toBe(year);
  });

  // A wrong year sorts a paper where nobody looks for it.
  it.each([
    'Experiments were published in 2010 and again in 2012.',
    'as shown by Doe et al. (2008) Nature, 451, 822–825',
    `doi.org/10.1590/2236-8906-111/2020 ${title}`,
    'Received 9 November 2010',
    'Copyright 2031 The Authors',
    'Published 2010. Published 2012.',
    '',
  ])('says nothing of %j', (text) => {
    expect(yearOf(text)).toBeNull();
  });

  it('believes the file where the text speaks of years up to then, and of none after', () => {
    expect(yearOf('Earlier work (Doe, 2009; Roe, 2011).', 2012)).toBe(2012);
    expect(yearOf('Earlier work (Doe, 1958; Roe, 1961).', 2012)).toBeNull();
    expect(yearOf('No year at all.', 2012)).toBeNull();
    expect(yearOf('No year at all.', null, ['arXiv:1201.01234v2 [cs.CL] 3 Jan 2012'])).toBe(2012);
    expect(yearOf('Received 9 November 2011', 2012)).toBeNull();
    expect(yearOf('Received 9 November 2012', 2012)).toBe(2012);
  });
});
