import { expect, test } from 'vitest';

/** That a key which is used exists is the compiler's to say. */

const strings = import.meta.glob<object>('./en/*.json', { eager: true, import: 'default' });
const files = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
});
const code = Object.values(files).join('\n');
/** `a.b` of `t('a.b')` and of lists of keys. */
const written = new Set([...code.matchAll(/['"`](?:\w+:)?([\w.]+)['"`]/g)].map(([, key]) => key));
/** Keys that are put together, `a.${b}` and `${a}.b`: the pattern of what each can be. */
const composed = [...code.matchAll(/`(?:\w+:)?((?:[\w.]|\$\{\w+\})+)`/g)]
  .map(([, key = '']) => key.split(/\$\{\w+\}/))
  .filter((parts) => parts.length > 1 && parts.some((part) => part.includes('.')))
  .map((parts) => new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('.+')}$`));

test.each(Object.keys(strings))('every string of %s is said somewhere', (file) => {
  const unused = keysOf(strings[file] ?? {}).filter((key) => !written.has(key) && !composed.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});

test('no name or hint of a control is written into a component', () => {
  const hardCoded = Object.entries(files).flatMap(([file, text]) =>
    [...text.matchAll(/\b(?:aria-label|alt|title|label|placeholder|text|description)="[^"]*\w[^"]*"/g)].map(
      ([attribute]) => `${file}: ${attribute}`,
    ),
  );
  expect(hardCoded).toEqual([]);
});

function keysOf(part: object, path = ''): string[] {
  return Object.entries(part).flatMap(([name, value]) =>
    typeof value === 'object' ? keysOf(value, `${path}${name}.`) : [path + name.replace(/_(zero|one|other)$/, '')],
  );
}
