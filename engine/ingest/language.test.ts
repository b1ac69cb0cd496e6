import { expect, it } from 'vitest';
import { languageOfText } from './language.ts';

const texts = {
  en: 'Barley was grown under artificial light for twelve weeks, and the yield rose with the amount of light the plants received. ',
  de: 'Die Gerste wurde zwölf Wochen lang unter künstlichem Licht gezogen, und der Ertrag stieg mit der Menge des Lichts. ',
  fr: 'L’orge a été cultivée sous une lumière artificielle pendant douze semaines et le rendement a augmenté avec la quantité de lumière. ',
  es: 'La cebada se cultivó bajo luz artificial durante doce semanas y el rendimiento aumentó con la cantidad de luz recibida. ',
  pt: 'A cevada foi cultivada sob luz artificial durante doze semanas, e a produção aumentou com a quantidade de luz que as plantas receberam. ',
  nl: 'De gerst werd twaalf weken lang onder kunstlicht geteeld, en de opbrengst steeg met de hoeveelheid licht die de planten kregen. ',
  sv: 'Kornet odlades under konstgjort ljus i tolv veckor, och skörden ökade med mängden ljus som plantorna fick. ',
  ru: 'Ячмень выращивали при искусственном освещении в течение двенадцати недель, и урожайность возрастала с количеством света. ',
  uk: 'Ячмінь вирощували при штучному освітленні протягом дванадцяти тижнів, і врожайність зростала з кількістю світла. ',
  zh: '大麦在人工光照下种植了十二周，产量随着植物所接受的光量而增加。随后由于土壤水分不足，产量再次下降。',
  ja: '大麦は人工光の下で十二週間栽培され、植物が受けた光の量とともに収量が増加した。その後、土壌の水分が不足したため再び減少した。',
  ko: '보리는 인공 조명 아래에서 십이 주 동안 재배되었으며 식물이 받은 빛의 양에 따라 수확량이 증가하였다.',
  ar: 'زرع الشعير تحت ضوء صناعي لمدة اثني عشر أسبوعا، وازداد المحصول مع كمية الضوء التي تلقتها النباتات في الحقل. ',
  fa: 'جو به مدت دوازده هفته زیر نور مصنوعی کشت شد و عملکرد با افزایش مقدار نوری که گیاهان دریافت کردند بیشتر شد. ',
  he: 'השעורה גודלה באור מלאכותי במשך שנים עשר שבועות, והיבול עלה עם כמות האור שקיבלו הצמחים בשדה. ',
  hi: 'जौ को बारह सप्ताह तक कृत्रिम प्रकाश में उगाया गया और पौधों को मिले प्रकाश की मात्रा के साथ उपज बढ़ती गई। ',
};

it.each(Object.entries(texts))('%s is told from a few sentences, and from many', (language, text) => {
  expect(languageOfText(text.repeat(3))).toBe(language);
  expect(languageOfText(text.repeat(60))).toBe(language);
});

it('an abstract in another language does not make a paper one of that language', () => {
  expect(languageOfText(texts.en.repeat(6) + texts.de.repeat(40))).toBe('de');
  expect(languageOfText(texts.en.repeat(4) + texts.zh.repeat(60))).toBe('zh');
});

it('too little text, numbers and what is no language have none', () => {
  for (const text of ['', 'Barley grows.', '大麦', '12.5 ± 0.3 mm (n = 40) '.repeat(80), 'x = y + z; f(a) '.repeat(5)])
    expect([text.slice(0, 20), languageOfText(text)]).toEqual([text.slice(0, 20), null]);
  const letters = 'qzxvkjwbpg';
  const noise = Array.from({ length: 900 }, (_, i) => letters[(i * i * 7 + i * 3) % 10]! + ((i * 5) % 7 === 0 ? ' ' : '')).join(
    '',
  );
  expect(languageOfText(noise)).toBeNull();
});
