import year2019 from '../data/calendar/2019.json';
import year2020 from '../data/calendar/2020.json';
import year2021 from '../data/calendar/2021.json';
import { parameters } from '../data/parameters.json';
import { rates } from '../data/rates.json';
import { citableDocuments, referenceDocument } from './documents';
import { onOrAfter, standingOn, stated, type SetupRequest } from './setup-request';

/** 政策文件. */
export const documentRequests = (): SetupRequest[] =>
  citableDocuments.map(({ ref, publicOn }) => ({
    role: 'POLICY_ADMIN',
    command: 'PublishPolicyDocument',
    data: { document: ref },
    on: onOrAfter(ref.issuedOn, publicOn),
  }));

/** 参数 (section G). */
export const parameterRequests = (): SetupRequest[] =>
  parameters.map(({ key, value, validFrom, document }) =>
    standingOn('POLICY_ADMIN', 'SetParameter', referenceDocument(document), { key, value, validFrom }),
  );

/** 补贴标准 (B.4): unconfirmed, until two people confirm them by a document. */
export const rateRequests = (): SetupRequest[] =>
  rates.map(
    ({
      rateId,
      itemCode,
      certKind,
      level,
      trainingNature,
      issue,
      payeeKind,
      amountFen,
      minHours,
      minDays,
      fund,
      validFrom,
      validTo,
      document,
    }) =>
      standingOn(
        'POLICY_ADMIN',
        'AddRate',
        referenceDocument(document),
        stated({
          rateId,
          itemCode,
          certKind,
          level,
          trainingNature,
          issue,
          payeeKind,
          amountFen,
          minHours,
          minDays,
          fund,
          validFrom,
          validTo,
        }),
      ),
  );

interface YearFile {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly makeUpDays: readonly string[];
  /** As first announced, by the first document. */
  readonly before?: { readonly holidays: readonly string[]; readonly makeUpDays: readonly string[] };
  readonly documents: readonly { kind: string; number: string; issuer: string; issuedOn: string; title: string }[];
}

/** 工作日历: as first announced, and again where a later notice changed it. */
export const calendarRequests = (): SetupRequest[] =>
  [year2019, year2020, year2021].flatMap(({ year, before, holidays, makeUpDays, documents }: YearFile) => {
    const [first, last] = [documents[0], documents.at(-1)];
    if (!first || !last) throw new Error(`the working calendar of ${year} names no document`);
    const publish = (document: typeof first, days: { holidays: readonly string[]; makeUpDays: readonly string[] }) =>
      standingOn('POLICY_ADMIN', 'PublishCalendarYear', document, {
        year,
        holidays: days.holidays,
        makeUpDays: days.makeUpDays,
      });
    return [...(before ? [publish(first, before)] : []), publish(last, { holidays, makeUpDays })];
  });
