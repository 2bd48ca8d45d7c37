/** 填报单位: the ten units that manage cases and report to the city. */
export const REPORTING_UNIT_IDS = [
  'XC-SBJ',
  'XC-411002',
  'XC-411003',
  'XC-411024',
  'XC-411025',
  'XC-411081',
  'XC-411082',
  'XC-JKQ',
  'XC-SFQ',
  'XC-DCQ',
] as const;

export type ReportingUnitId = (typeof REPORTING_UNIT_IDS)[number];

/** 许昌市: the root. It sees every unit and manages no case. */
export const CITY_UNIT_ID = 'XC';

export type UnitId = ReportingUnitId | typeof CITY_UNIT_ID;

export type UnitKind = 'CITY' | 'CITY_LEVEL' | 'DISTRICT' | 'COUNTY' | 'COUNTY_CITY' | 'FUNCTIONAL_ZONE';

export interface Unit {
  readonly id: UnitId;
  readonly zh: string;
  readonly en: string;
  readonly kind: UnitKind;
  /** GB/T 2260, and for 经开区 the statistics bureau's list. The other two zones lie in 魏都区 and 建安区 and have none. */
  readonly divisionCode?: string;
  readonly parent?: typeof CITY_UNIT_ID;
}

const parent = CITY_UNIT_ID;

/** The city and its ten units. */
export const UNITS: Readonly<Record<UnitId, Unit>> = {
  XC: { id: 'XC', zh: '许昌市', en: 'Xuchang City', kind: 'CITY', divisionCode: '411000' },
  'XC-SBJ': { id: 'XC-SBJ', zh: '市本级', en: 'City level', kind: 'CITY_LEVEL', divisionCode: '411000', parent },
  'XC-411002': {
    id: 'XC-411002',
    zh: '魏都区',
    en: 'Weidu District',
    kind: 'DISTRICT',
    divisionCode: '411002',
    parent,
  },
  'XC-411003': {
    id: 'XC-411003',
    zh: '建安区',
    en: "Jian'an District",
    kind: 'DISTRICT',
    divisionCode: '411003',
    parent,
  },
  'XC-411024': { id: 'XC-411024', zh: '鄢陵县', en: 'Yanling County', kind: 'COUNTY', divisionCode: '411024', parent },
  'XC-411025': {
    id: 'XC-411025',
    zh: '襄城县',
    en: 'Xiangcheng County',
    kind: 'COUNTY',
    divisionCode: '411025',
    parent,
  },
  'XC-411081': {
    id: 'XC-411081',
    zh: '禹州市',
    en: 'Yuzhou City',
    kind: 'COUNTY_CITY',
    divisionCode: '411081',
    parent,
  },
  'XC-411082': {
    id: 'XC-411082',
    zh: '长葛市',
    en: 'Changge City',
    kind: 'COUNTY_CITY',
    divisionCode: '411082',
    parent,
  },
  'XC-JKQ': {
    id: 'XC-JKQ',
    zh: '经济技术开发区',
    en: 'Economic and Technological Development Zone',
    kind: 'FUNCTIONAL_ZONE',
    divisionCode: '411071',
    parent,
  },
  'XC-SFQ': {
    id: 'XC-SFQ',
    zh: '城乡一体化示范区',
    en: 'Urban-Rural Integration Demonstration Zone',
    kind: 'FUNCTIONAL_ZONE',
    parent,
  },
  'XC-DCQ': { id: 'XC-DCQ', zh: '东城区', en: 'Dongcheng Zone', kind: 'FUNCTIONAL_ZONE', parent },
};

export function isReportingUnitId(text: string): text is ReportingUnitId {
  return (REPORTING_UNIT_IDS as readonly string[]).includes(text);
}

export function isUnitId(text: string): text is UnitId {
  return text === CITY_UNIT_ID || isReportingUnitId(text);
}
