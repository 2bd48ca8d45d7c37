/** 行政区划: a division of Xuchang, as it stands or once stood in GB/T 2260. */
export interface Division {
  /** Six digits. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: DivisionKind;
  /** `NBS`: only in the statistics bureau's list, so never the beginning of an identity number. */
  readonly standard: 'GB/T 2260' | 'NBS';
  /** First and last calendar year of the code; open where it is still, or was always, in the editions at hand. */
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly supersededBy?: string;
}

export type DivisionKind =
  'PREFECTURE_CITY' | 'CITY_PROPER' | 'DISTRICT' | 'COUNTY' | 'COUNTY_CITY' | 'FUNCTIONAL_ZONE';

/**
 * Xuchang's divisions. Identity numbers keep the code of their first issue, so abolished ones stay: 许昌县 (411023)
 * became 建安区 (国函〔2016〕189号). The 1980s counties and their years are from general knowledge and serve flags only.
 */
export const XUCHANG_DIVISIONS: readonly Division[] = [
  { code: '411000', zh: '许昌市', en: 'Xuchang City', kind: 'PREFECTURE_CITY', standard: 'GB/T 2260' },
  { code: '411001', zh: '市辖区', en: 'City proper', kind: 'CITY_PROPER', standard: 'GB/T 2260' },
  { code: '411002', zh: '魏都区', en: 'Weidu District', kind: 'DISTRICT', standard: 'GB/T 2260' },
  { code: '411003', zh: '建安区', en: "Jian'an District", kind: 'DISTRICT', standard: 'GB/T 2260', fromYear: 2016 },
  {
    code: '411021',
    zh: '禹县',
    en: 'Yu County',
    kind: 'COUNTY',
    standard: 'GB/T 2260',
    toYear: 1988,
    supersededBy: '411081',
  },
  {
    code: '411022',
    zh: '长葛县',
    en: 'Changge County',
    kind: 'COUNTY',
    standard: 'GB/T 2260',
    toYear: 1993,
    supersededBy: '411082',
  },
  {
    code: '411023',
    zh: '许昌县',
    en: 'Xuchang County',
    kind: 'COUNTY',
    standard: 'GB/T 2260',
    toYear: 2016,
    supersededBy: '411003',
  },
  { code: '411024', zh: '鄢陵县', en: 'Yanling County', kind: 'COUNTY', standard: 'GB/T 2260' },
  { code: '411025', zh: '襄城县', en: 'Xiangcheng County', kind: 'COUNTY', standard: 'GB/T 2260' },
  {
    code: '411071',
    zh: '许昌经济技术开发区',
    en: 'Xuchang Economic and Technological Development Zone',
    kind: 'FUNCTIONAL_ZONE',
    standard: 'NBS',
  },
  { code: '411081', zh: '禹州市', en: 'Yuzhou City', kind: 'COUNTY_CITY', standard: 'GB/T 2260', fromYear: 1988 },
  { code: '411082', zh: '长葛市', en: 'Changge City', kind: 'COUNTY_CITY', standard: 'GB/T 2260', fromYear: 1993 },
];

/** 省级行政区: the first two digits of GB/T 2260. */
export const PROVINCES: Readonly<Record<string, string>> = {
  '11': '北京市',
  '12': '天津市',
  '13': '河北省',
  '14': '山西省',
  '15': '内蒙古自治区',
  '21': '辽宁省',
  '22': '吉林省',
  '23': '黑龙江省',
  '31': '上海市',
  '32': '江苏省',
  '33': '浙江省',
  '34': '安徽省',
  '35': '福建省',
  '36': '江西省',
  '37': '山东省',
  '41': '河南省',
  '42': '湖北省',
  '43': '湖南省',
  '44': '广东省',
  '45': '广西壮族自治区',
  '46': '海南省',
  '50': '重庆市',
  '51': '四川省',
  '52': '贵州省',
  '53': '云南省',
  '54': '西藏自治区',
  '61': '陕西省',
  '62': '甘肃省',
  '63': '青海省',
  '64': '宁夏回族自治区',
  '65': '新疆维吾尔自治区',
  '71': '台湾省',
  '81': '香港特别行政区',
  '82': '澳门特别行政区',
};

/** 港澳台居民居住证: the prefixes of residence permits for people from Hong Kong, Macao and Taiwan. */
export const RESIDENCE_PERMIT_PREFIXES: readonly string[] = ['810000', '820000', '830000'];

const byCode = new Map(XUCHANG_DIVISIONS.map((division) => [division.code, division]));

/** The division of Xuchang with that code, past or present. */
export function xuchangDivisionOf(code: string): Division | undefined {
  return byCode.get(code);
}

/**
 * Whether an identity number may begin so: a division of Xuchang of any year, a residence permit's prefix, or the
 * code of any place in another city of the mainland or Taiwan, of which only the province is checked. For a flag, never a refusal.
 */
export function isKnownIdPrefix(prefix: string): boolean {
  if (prefix.startsWith('4110')) return byCode.get(prefix)?.standard === 'GB/T 2260';
  if (/^8[1-3]/.test(prefix)) return RESIDENCE_PERMIT_PREFIXES.includes(prefix);
  return Object.hasOwn(PROVINCES, prefix.slice(0, 2));
}
