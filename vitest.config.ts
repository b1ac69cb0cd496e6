import { defineConfig } from 'vitest/config';

/** `unit`: everything `npm test` runs here; `lanes`: over ../shared/data, run by `npm run lanes` and skipped where that is absent. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{engine,shared,cli,electron,renderer,server,build}/**/*.test.ts',
            'tests/{contract,integration}/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: { name: 'lanes', include: ['tests/lanes/**/*.lane.ts'], testTimeout: 3_600_000, fileParallelism: false },
      },
    ],
  },
});
