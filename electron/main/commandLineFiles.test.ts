import { expect, test } from 'vitest';
import { commandLineFiles } from './commandLineFiles.ts';

test.each([
  [
    ['a.pdf', '/b.pdf'],
    ['/work/a.pdf', '/b.pdf'],
  ],
  [['--no-sandbox', '--data', '/lib', 'a.pdf'], ['/work/a.pdf']],
  [['--data=/lib', '--flag', 'a.pdf'], ['/work/a.pdf']],
  [['file:///home/me/a%20b.pdf', 'file://elsewhere/x%ZZ'], ['/home/me/a b.pdf']],
  [['', '-psn_0_1'], []],
  [['--data'], []],
])('%j gives %j', (argv, files) => {
  expect(commandLineFiles(argv, '/work')).toEqual(files);
});
