/** Days off by year, rows of months and days as `0101-0109`. Days that are no workdays anyway may be among them. */
export interface YearsOff {
  /** Last year of which everything is known; years after it that are there have only what the law says. */
  until: number;
  /** Days off of each of the years. */
  each?: string;
  off: Readonly<Record<number, string>>;
  /** Days that are worked although they are Saturdays or Sundays. */
  work?: Readonly<Record<number, string>>;
}

/**
 * Days off all over a country, so far as they are on Mondays to Fridays. Made by scripts/make-holidays.ts on
 * 2026-11-29, from the rules there.
 */
export const HOLIDAYS: Readonly<Record<string, YearsOff>> = {
  // Трудовой кодекс РФ ст. 112; Постановление Правительства РФ от 24.09.2025 № 1466 for 2026.
  RU: {
    until: 2026,
    each: '0101-0108 0223 0308 0501 0509 0612 1104',
    off: {
      2026: '0109 0309 0511 1231',
      2027: '0503 0510 0614',
      2028: '1106',
      2029: '1105',
    },
  },
  // Estatuto de los Trabajadores art. 37.2; Real Decreto 2001/1983 art. 45, those of the whole country.
  ES: {
    until: 2029,
    each: '0101 0106 0501 0815 1012 1101 1206 1208 1225',
    off: {
      2026: '0403',
      2027: '0326',
      2028: '0414',
      2029: '0330',
    },
  },
  // Legge 27 maggio 1949 n. 260; Legge 8 ottobre 2025 n. 151 (4 October).
  IT: {
    until: 2029,
    each: '0101 0106 0425 0501 0602 0815 1004 1101 1208 1225-1226',
    off: {
      2026: '0406',
      2027: '0329',
      2028: '0417',
      2029: '0402',
    },
  },
  // Code du travail art. L3133-1.
  FR: {
    until: 2029,
    each: '0101 0501 0508 0714 0815 1101 1111 1225',
    off: {
      2026: '0406 0514 0525',
      2027: '0329 0506 0517',
      2028: '0417 0525 0605',
      2029: '0402 0510 0521',
    },
  },
  // Ulusal Bayram ve Genel Tatiller Hakkında Kanun no. 2429; the feasts as the Diyanet has them.
  TR: {
    until: 2029,
    each: '0101 0423 0501 0519 0715 0830 1029',
    off: {
      2026: '0320 0527-0529',
      2027: '0309-0311 0517-0518',
      2028: '0228 0505 0508',
      2029: '0214-0216 0424-0427',
    },
  },
  // Ustawa z dnia 18 stycznia 1951 r. o dniach wolnych od pracy; of 6 December 2024 (24 December).
  PL: {
    until: 2029,
    each: '0101 0106 0501 0503 0815 1101 1111 1224-1226',
    off: {
      2026: '0406 0604',
      2027: '0329 0527',
      2028: '0417 0615',
      2029: '0402 0531',
    },
  },
  // Feiertagsgesetze der Länder, those that all of them have; Einigungsvertrag art. 2.
  DE: {
    until: 2029,
    each: '0101 0501 1003 1225-1226',
    off: {
      2026: '0403 0406 0514 0525',
      2027: '0326 0329 0506 0517',
      2028: '0414 0417 0525 0605',
      2029: '0330 0402 0510 0521',
    },
  },
  // Lei 662/1949, Lei 6.802/1980, Lei 9.093/1995, Lei 14.759/2023; carnival is no holiday by law.
  BR: {
    until: 2029,
    each: '0101 0421 0501 0907 1012 1102 1115 1120 1225',
    off: {
      2026: '0403',
      2027: '0326',
      2028: '0414',
      2029: '0330',
    },
  },
  // 관공서의 공휴일에 관한 규정; 공휴일에 관한 법률; 노동절 제정에 관한 법률; 공직선거법 제34조 (elections).
  KR: {
    until: 2029,
    each: '0101 0301 0501 0505 0606 0717 0815 1003 1009 1225',
    off: {
      2026: '0216-0218 0302 0525 0603 0817 0924-0925 1005',
      2027: '0208-0209 0513 0719 0816 0914-0916 1004 1011 1227',
      2028: '0126-0128 0412 0502 1002 1004-1005',
      2029: '0212-0214 0507 0521 0921 0924',
    },
  },
  // 5 U.S.C. § 6103.
  US: {
    until: 2029,
    each: '0101 0619 0704 1111 1225',
    off: {
      2026: '0119 0216 0525 0703 0907 1012 1126',
      2027: '0118 0215 0531 0618 0705 0906 1011 1125 1224 1231',
      2028: '0117 0221 0529 0904 1009 1110 1123',
      2029: '0115 0219 0528 0903 1008 1112 1122',
    },
  },
  // Algemene termijnenwet art. 3; 5 May is a day off for most only every fifth year.
  NL: {
    until: 2029,
    each: '0101 0427 1225-1226',
    off: {
      2026: '0406 0514 0525',
      2027: '0329 0506 0517',
      2028: '0417 0525 0605',
      2029: '0402 0510 0521',
    },
  },
  // Koninklijk besluit van 18 april 1974 (feestdagen).
  BE: {
    until: 2029,
    each: '0101 0501 0721 0815 1101 1111 1225',
    off: {
      2026: '0406 0514 0525',
      2027: '0329 0506 0517',
      2028: '0417 0525 0605',
      2029: '0402 0510 0521',
    },
  },
};
