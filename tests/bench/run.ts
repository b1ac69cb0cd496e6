import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bench, BenchResult } from './Bench.ts';

/**
 * `npm run bench [name…]`: runs the benchmarks one after another, prints one table, and writes it as JSON to bench-results/. Figures of one
 * run belong together; compare ratios, not seconds of different machines.
 */
const here = import.meta.dirname;
const suffix = '.bench.ts';
const all = (await readdir(here)).filter((file) => file.endsWith(suffix)).map((file) => file.slice(0, -suffix.length));
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(1);
}

const results: BenchResult[] = [];
for (const name of chosen.length > 0 ? chosen : all) {
  console.error(`… ${name}`);
  const bench = (await import(join(here, `${name}${suffix}`))) as Bench;
  const result = await bench.run();
  results.push(result);
  console.log(`\n${result.name}`);
  console.table(
    result.rows.map(({ measure, value, unit, goal, met }) => ({
      measure,
      value: Number(value.toPrecision(4)),
      unit,
      goal,
      met: met === null ? '' : met ? 'yes' : 'NO',
    })),
  );
  for (const remark of result.remarks ?? []) console.log(`  ${remark}`);
}

const folder = join(here, '../../bench-results');
await mkdir(folder, { recursive: true });
const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.json`);
const machine = {
  cpus: cpus().length,
  model: cpus()[0]?.model,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
await writeFile(file, JSON.stringify({ machine, results }, null, 2));
console.log(`\nWritten to ${file}`);
process.exit(results.some(({ rows }) => rows.some(({ met }) => met === false)) ? 1 : 0);
