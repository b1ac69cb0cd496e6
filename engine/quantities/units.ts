/** What a unit measures, as powers of base units: `m1 s-1`, sorted. Quantities of one dimension can be compared. */
export type Dimension = string;

/** `factor` of base units make one of this; `offset` is added after (degrees). */
export interface Unit {
  powers: Readonly<Record<string, number>>;
  factor: number;
  offset?: number;
}

const unit = (factor: number, powers: Record<string, number>, offset = 0): Unit => ({
  factor,
  powers,
  ...(offset === 0 ? {} : { offset }),
});
const length = { m: 1 };
const mass = { g: 1 };
const time = { s: 1 };
const volume = { m: 3 };
const newton = { g: 1, m: 1, s: -2 };
const pascal = { g: 1, m: -1, s: -2 };
const joule = { g: 1, m: 2, s: -2 };
const watt = { g: 1, m: 2, s: -3 };
const volt = { g: 1, m: 2, s: -3, A: -1 };
const molar = { mol: 1, m: -3 };

/** Units that take SI prefixes (BIPM, The International System of Units, 9th edition), by symbol. */
const prefixable: Record<string, Unit> = {
  m: unit(1, length),
  g: unit(1, mass),
  s: unit(1, time),
  A: unit(1, { A: 1 }),
  K: unit(1, { K: 1 }),
  mol: unit(1, { mol: 1 }),
  cd: unit(1, { cd: 1 }),
  Hz: unit(1, { s: -1 }),
  N: unit(1000, newton),
  Pa: unit(1000, pascal),
  J: unit(1000, joule),
  W: unit(1000, watt),
  C: unit(1, { A: 1, s: 1 }),
  V: unit(1000, volt),
  F: unit(1e-3, { g: -1, m: -2, s: 4, A: 2 }),
  Ω: unit(1000, { g: 1, m: 2, s: -3, A: -2 }),
  S: unit(1e-3, { g: -1, m: -2, s: 3, A: 2 }),
  Wb: unit(1000, { g: 1, m: 2, s: -2, A: -1 }),
  T: unit(1000, { g: 1, s: -2, A: -1 }),
  H: unit(1000, { g: 1, m: 2, s: -2, A: -2 }),
  lm: unit(1, { cd: 1 }),
  lx: unit(1, { cd: 1, m: -2 }),
  Bq: unit(1, { s: -1, decay: 1 }),
  Gy: unit(1, { m: 2, s: -2 }),
  Sv: unit(1, { m: 2, s: -2 }),
  L: unit(1e-3, volume),
  l: unit(1e-3, volume),
  M: unit(1000, molar),
  eV: unit(1.602176634e-16, joule),
  cal: unit(4184, joule),
  bar: unit(1e8, pascal),
  Da: unit(1.6605390666e-24, mass),
  bp: unit(1, { bp: 1 }),
  U: unit(1, { U: 1 }),
  IU: unit(1, { U: 1 }),
};

const plain: Record<string, Unit> = {
  min: unit(60, time),
  h: unit(3600, time),
  hr: unit(3600, time),
  hrs: unit(3600, time),
  d: unit(86_400, time),
  wk: unit(604_800, time),
  yr: unit(31_557_600, time),
  '°C': unit(1, { K: 1 }, 273.15),
  '℃': unit(1, { K: 1 }, 273.15),
  '°F': unit(5 / 9, { K: 1 }, 459.67 * (5 / 9)),
  '%': unit(1, { percent: 1 }),
  '‰': unit(0.1, { percent: 1 }),
  ppm: unit(1, { ppm: 1 }),
  ppb: unit(1e-3, { ppm: 1 }),
  atm: unit(101_325_000, pascal),
  Torr: unit(133_322, pascal),
  mmHg: unit(133_322, pascal),
  psi: unit(6_894_757, pascal),
  Å: unit(1e-10, length),
  t: unit(1e6, mass),
  kt: unit(1e9, mass),
  Mt: unit(1e12, mass),
  ha: unit(1e4, { m: 2 }),
  rpm: unit(1 / 60, { s: -1, turn: 1 }),
  dB: unit(1, { dB: 1 }),
  kDa: unit(1.6605390666e-21, mass),
  inch: unit(0.0254, length),
  ft: unit(0.3048, length),
  mi: unit(1609.344, length),
  lb: unit(453.59237, mass),
  cc: unit(1e-6, volume),
  kg: unit(1000, mass),
};

const prefixes: Record<string, number> = {
  T: 1e12,
  G: 1e9,
  M: 1e6,
  k: 1e3,
  h: 100,
  d: 0.1,
  c: 0.01,
  m: 1e-3,
  μ: 1e-6,
  u: 1e-6,
  n: 1e-9,
  p: 1e-12,
  f: 1e-15,
};

/** Names written out, without prefix and plural. */
const names: Record<string, string> = {
  metre: 'm',
  meter: 'm',
  gram: 'g',
  gramme: 'g',
  second: 's',
  sec: 's',
  ampere: 'A',
  amp: 'A',
  kelvin: 'K',
  mole: 'mol',
  hertz: 'Hz',
  newton: 'N',
  pascal: 'Pa',
  joule: 'J',
  watt: 'W',
  volt: 'V',
  ohm: 'Ω',
  siemens: 'S',
  tesla: 'T',
  litre: 'L',
  liter: 'L',
  tonne: 't',
  calorie: 'cal',
  dalton: 'Da',
  percent: '%',
  minute: 'min',
  hour: 'h',
  day: 'd',
  week: 'wk',
  year: 'yr',
  hectare: 'ha',
  degree: '°C',
  inch: 'inch',
  foot: 'ft',
  mile: 'mi',
  pound: 'lb',
  micron: 'μm',
};
const longPrefixes: Record<string, string> = {
  kilo: 'k',
  mega: 'M',
  giga: 'G',
  milli: 'm',
  micro: 'μ',
  nano: 'n',
  pico: 'p',
  centi: 'c',
  deci: 'd',
  hecto: 'h',
};

/** The unit of a symbol or name; null for what is none. Symbols are told by their case, names are not. */
export function unitOf(text: string): Unit | null {
  return bySymbol(text) ?? byName(text.toLowerCase());
}

function bySymbol(symbol: string): Unit | null {
  const found = plain[symbol] ?? prefixable[symbol];
  if (found) return found;
  const [first, base] = [prefixes[symbol[0] ?? ''], prefixable[symbol.slice(1)]];
  return first && base ? { ...base, factor: base.factor * first } : null;
}

function byName(name: string): Unit | null {
  for (const word of [name, name.replace(/s$/, ''), name.replace(/es$/, '')]) {
    const symbol = names[word];
    if (symbol) return bySymbol(symbol);
    const prefix = Object.keys(longPrefixes).find((one) => word.startsWith(one));
    const base = prefix && names[word.slice(prefix.length)];
    if (prefix && base) return bySymbol(`${longPrefixes[prefix]}${base}`);
  }
  return name === 'feet' ? bySymbol('ft') : name === 'inches' ? bySymbol('inch') : null;
}

export function dimensionOf(powers: Readonly<Record<string, number>>): Dimension {
  return Object.entries(powers)
    .filter(([, power]) => power !== 0)
    .map(([base, power]) => `${base}${power}`)
    .sort()
    .join(' ');
}
