import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readWindowState } from './windowState.ts';

const folder = mkdtempSync(join(tmpdir(), 'hub-window-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'state.json');
const laptop = { workArea: { x: 0, y: 0, width: 1440, height: 900 } };
const left = { workArea: { x: -1920, y: 0, width: 1920, height: 1080 } };
const state = (x: number, y: number) => ({ bounds: { x, y, width: 1000, height: 700 }, maximized: false });

test.each([
  ['on the only screen', state(100, 100), [laptop], true],
  ['on a second screen', state(-1800, 100), [laptop, left], true],
  ['on a screen that is gone', state(-1800, 100), [laptop], false],
  ['with a hand’s breadth showing', state(1340, 100), [laptop], true],
  ['with less than that showing', state(1400, 100), [laptop], false],
  ['with its title bar above the screen', state(100, -200), [laptop], false],
])('a window %s', (_name, kept, displays, comesBack) => {
  writeFileSync(path, JSON.stringify(kept));
  expect(readWindowState(path, displays)).toEqual(comesBack ? kept : null);
});

test.each([['nothing'], ['{"bounds":'], ['{"bounds":{"x":"1e9"},"maximized":true}']])(
  'a damaged place (%s) is no place',
  (text) => {
    writeFileSync(path, text);
    expect(readWindowState(path, [laptop])).toBeNull();
    expect(readWindowState(join(folder, 'none.json'), [laptop])).toBeNull();
  },
);
