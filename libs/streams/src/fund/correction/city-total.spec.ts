import { event, nameOf } from '@ledger/kernel';
import { actor, given, stateOf, uuid, type Given } from '@ledger/testing';
import { policyStream, type PolicyState } from '../../policy';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundStream } from '../fund.stream';
import { approveFundCorrection } from './approve-fund-correction.decide';
import { proposeCityTotalCorrection } from './propose-city-total-correction.decide';

const at = { id: CITY_LINE };
const ADMIN = { actor: actor('FUND_ADMIN', 'XC', 'fund-1'), ...at };
const OTHER = { actor: actor('FUND_ADMIN', 'XC', 'fund-2'), ...at };
const document = {
  kind: 'POLICY',
  number: '许政办〔2019〕20号',
  issuer: '许昌市人民政府办公室',
  issuedOn: '2019-10-12',
  title: '行动方案',
};
const proposalId = uuid(4);
const asked = { proposalId, document, reason: '参数录入有误，已凭文件更正' };
const decision = { unit: 'XC', proposalId };
const policyOf = (value: number): PolicyState =>
  stateOf(policyStream, {
    type: 'ParameterSet',
    data: { key: 'fund.total', value, validFrom: '2019-01-01', document },
  });
const line = (openedFen: number, ...allottedFen: readonly number[]): Given<FundState> =>
  given(
    fundStream,
    event('CityLineOpened', { totalFen: openedFen }),
    ...allottedFen.map((amountFen, i) =>
      event('AllotmentTaken', { allotmentId: uuid(10 + i), toUnit: 'XC-411002', amountFen, commandId: uuid(20 + i) }),
    ),
  );
const proposed = (on: Given<FundState>, totalFen: number) =>
  on.facts({ policy: policyOf(totalFen) }).when(proposeCityTotalCorrection, asked, ADMIN);

describe('correcting the total of the city line (A-071)', () => {
  it('takes two people and the total of the document; the line names the opening that it corrects', () => {
    const open = proposed(line(11_000, 4_000), 12_000).then({
      type: 'FundCorrectionProposed',
      data: { proposalId, change: { kind: 'CITY_TOTAL', totalFen: 12_000 } },
    }).next;
    expect(open.state).toMatchObject({ totalFen: 11_000 });
    open.when(approveFundCorrection, decision, ADMIN).thenRefused('B.5-four-eyes', /fund-1/);
    const { state } = open
      .when(approveFundCorrection, decision, OTHER)
      .then({
        type: 'CityTotalCorrected',
        data: { proposalId, fromFen: 11_000, toFen: 12_000 },
        corrects: { stream: nameOf(fundStream, CITY_LINE), version: 1 },
      })
      .thenAfter().next;
    expect(state).toMatchObject({ totalFen: 12_000, availableFen: 8_000, allottedFen: 4_000, corrections: {} });
  });

  it('is refused where the document says what the line has, or none has set it', () => {
    proposed(line(11_000), 11_000).thenRefused('A-071', /nothing to correct/);
    line(11_000)
      .facts({ policy: policyStream.initial() })
      .when(proposeCityTotalCorrection, asked, ADMIN)
      .thenRefused('A-071');
    proposed(given(fundStream), 11_000).thenRefused('A-071', /not open yet/);
  });

  it('never takes away what units have been allotted (A-071-line)', () => {
    proposed(line(11_000, 4_000), 4_000).accepted();
    proposed(line(11_000, 4_000), 3_999).thenRefused('A-071-line', /70\.01.*70\.00/s);
    const open = proposed(line(11_000, 4_000), 4_000).next;
    const allotted = { allotmentId: uuid(30), toUnit: 'XC-411002', amountFen: 1, commandId: uuid(31) };
    open.and(event('AllotmentTaken', allotted)).when(approveFundCorrection, decision, OTHER).thenRefused('A-071-line');
  });

  it('is decided anew: a document that says otherwise by then is followed by a new proposal', () => {
    proposed(line(11_000), 12_000)
      .next.facts({ policy: policyOf(13_000) })
      .when(approveFundCorrection, decision, OTHER)
      .thenRefused('A-071', /130\.00/);
  });

  it('needs a reason and a document', () => {
    line(11_000)
      .facts({ policy: policyOf(12_000) })
      .when(proposeCityTotalCorrection, { proposalId }, ADMIN)
      .thenInvalid('document', 'reason');
  });
});
