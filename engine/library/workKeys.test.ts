import { expect, it } from 'vitest';
import { doiKey, familyKey, titleKey } from './workKeys.ts';

it('a title is the same whatever its case, accents, hyphens, ligatures and punctuation', () => {
  const key = titleKey('Effects of Co-operation on E\ufb03ciency: a Naïve Study');
  expect(titleKey('EFFECTS OF COOPERATION ON EFFICIENCY — A NAIVE STUDY.')).toBe(key);
  expect(titleKey('Cancer statistics, 2019')).not.toBe(titleKey('Cancer statistics, 2020'));
});

it('a title without letters has no key, and one in another script has', () => {
  expect(titleKey(' — ')).toBeNull();
  expect(titleKey('深度学习综述')).toBe('深度学习综述');
});

it('a DOI is the same with an address before it, in capitals, and in another version', () => {
  expect(doiKey('https://doi.org/10.1371/Journal.PONE.0115884')).toBe('10.1371/journal.pone.0115884');
  expect(doiKey('10.21203/rs.3.rs-123/v2')).toBe(doiKey('doi:10.21203/rs.3.rs-123/v1'));
  expect(doiKey('see the journal')).toBeNull();
  expect(doiKey(null)).toBeNull();
});

it('a family name is found in either order, behind a suffix and without spaces', () => {
  expect(familyKey('José Núñez')).toBe('nunez');
  expect(familyKey('Núñez, José')).toBe('nunez');
  expect(familyKey('Martin King Jr.')).toBe('king');
  expect(familyKey('King, Jr.')).toBe('king');
  expect(familyKey('李小龙')).toBe('李小龙');
});
