import { expect, it } from 'vitest';
import type { WorkRecord } from '../../shared/domain/record.ts';
import { fillFrom } from './fillFrom.ts';

const record: WorkRecord = {
  register: 'crossref',
  title: 'On barley',
  authors: ['Bea Farmer', 'Carl Miller'],
  year: 2021,
  doi: '10.1000/1',
  venue: '',
  volume: '',
  issue: '',
  pages: '',
};
const nothing = { title: 'x', authors: [], year: null, doi: null, editedFields: [], fileName: 'x.pdf' };

it('fills what reading left open', () => {
  const { title, authors, year, doi } = record;
  expect(fillFrom(record, nothing)).toEqual({
    fields: { title, authors, year, doi },
    filled: ['title', 'authors', 'year', 'doi'],
  });
});

it('leaves what was read, and completes a list of authors of which some were missed', () => {
  const read = { ...nothing, title: 'On Barley', year: 2020, doi: '10.1000/2' };
  expect(fillFrom(record, { ...read, authors: ['B. Farmer'] }).filled).toEqual(['authors']);
  expect(fillFrom(record, { ...read, authors: ['Dora Mason'] }).filled).toEqual([]);
  expect(fillFrom(record, { ...read, authors: ['Bea Farmer', 'C. Miller'] }).filled).toEqual([]);
});

it('never changes what a person edited, nor empties anything', () => {
  expect(fillFrom(record, { ...nothing, editedFields: ['title', 'authors', 'year', 'doi'] })).toEqual({ fields: {}, filled: [] });
  const empty = { ...record, title: '', authors: [], year: null, doi: null };
  expect(fillFrom(empty, nothing)).toEqual({ fields: {}, filled: [] });
});
