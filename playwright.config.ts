import { defineConfig } from '@playwright/test';

const packaged = /packaged\.spec\.ts$/;

/**
 * `app`: the app in a real window, each test with a library of its own; needs a build and a display, `npm test` sees to both.
 * `packaged`: the packaged folder, run by `npm run test:package`.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  projects: [
    { name: 'app', testIgnore: packaged },
    { name: 'packaged', testMatch: packaged },
  ],
  outputDir: 'test-results/e2e',
  // One window at a time: they compete for two cores and one keyboard focus.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: process.env.HUB_E2E_REPORT ?? 'test-results/e2e.json' }]],
});
