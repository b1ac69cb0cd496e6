import { describe, expect, it } from 'vitest';
import type { WorkRecord } from '../../shared/domain/record.ts';
import { recordFits } from './recordFits.ts';

const record = (more: Partial<WorkRecord>): WorkRecord => ({
  register: 'crossref',
  title: 'Growth of barley beside slow rivers',
  authors: ['Bea Farmer'],
  year: 2021,
  doi: '10.1000/1',
  venue: '',
  volume: '',
  issue: '',
  pages: '',
  ...more,
});
const paper = { title: 'Growth of Barley Beside Slow Rivers', authors: ['Bea Farmer', 'Carl Miller'], opening: '' };
const byDoi = { byTitle: false };
const byTitle = { byTitle: true };

describe('a record is the paper’s', () => {
  it('of the same title, misread letters, case and a subtitle apart', () => {
    expect(recordFits(record({}), paper, byDoi)).toBe(true);
    expect(
      recordFits(record({ title: 'Growth of barley beside slow rivers: a field study of twelve years' }), paper, byDoi),
    ).toBe(true);
    expect(recordFits(record({}), { ...paper, title: 'Growth of Barley Beside Slow Rlvers*' }, byDoi)).toBe(true);
  });

  it('whose title stands on its first pages, where its own was not read', () => {
    const opening = 'Journal of Barley\nGrowth of barley be-\nside slow rivers\nBea Farmer';
    expect(recordFits(record({}), { title: 'scan0001', authors: [], opening }, byDoi)).toBe(true);
    expect(recordFits(record({}), { title: 'scan0001', authors: [], opening: 'Something else' }, byDoi)).toBe(false);
    expect(recordFits(record({ title: 'Barley' }), { title: 'scan0001', authors: [], opening }, byDoi)).toBe(false);
  });
});

describe('a record is another work’s', () => {
  it('of another title: a DOI misread or cited', () => {
    expect(recordFits(record({ title: 'Stone walls in dry valleys' }), paper, byDoi)).toBe(false);
    expect(recordFits(record({ title: '' }), paper, byDoi)).toBe(false);
  });

  it('a correction’s', () => {
    expect(recordFits(record({ title: 'Correction: Growth of barley beside slow rivers' }), paper, byDoi)).toBe(false);
  });

  it('found by its title alone: of a title that is only like it, or of other authors', () => {
    expect(recordFits(record({}), paper, byTitle)).toBe(true);
    expect(recordFits(record({ title: 'Growth of wheat beside slow rivers' }), paper, byTitle)).toBe(false);
    expect(recordFits(record({ authors: ['Dora Mason'] }), paper, byTitle)).toBe(false);
    expect(recordFits(record({ authors: [] }), paper, byTitle)).toBe(false);
    const unread = { ...paper, authors: [], opening: 'by BEA FARMER and others' };
    expect(recordFits(record({}), unread, byTitle)).toBe(true);
    expect(recordFits(record({ authors: ['Dora Mason'] }), unread, byTitle)).toBe(false);
  });
});
