import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageConfig } from '../electronBuilder.ts';
import { releaseProblems } from './checkRelease.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-release-'));
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'resources/app.asar'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, text: string) => writeFileSync(join(folder, 'resources', name), text);

test('a package is released only when it is one, official, and looks for updates safely', () => {
  expect(releaseProblems(folder)).toEqual([]);
  put('app-update.yml', 'provider: generic\nurl: https://updates.example/hub\n');
  expect(releaseProblems(folder)).toEqual([]);
  put('app-update.yml', 'provider: generic\nurl: http://updates.example/hub\n');
  put('TEST-BUILD.txt', '');
  expect(releaseProblems(folder)).toHaveLength(2);
  expect(releaseProblems(join(folder, 'nowhere'))).toHaveLength(1);
});

test('a build with an unofficial Electron says so in its name, carries the marker and can be published nowhere', () => {
  const { productName, publish, extraResources } = packageConfig({ electronDist: '/copy', electronVersion: '42.0.0' });
  expect(productName).toMatch(/TEST BUILD \(unofficial Electron\)/);
  expect(publish).toBeNull();
  expect(JSON.stringify(extraResources)).toContain('TEST-BUILD.txt');
  expect(packageConfig(null).productName).toBe('AI Research Hub');
  expect(JSON.stringify(packageConfig(null).extraResources)).not.toContain('TEST-BUILD.txt');
});
