import { actor, given, stateOf } from '@ledger/testing';
import { initialPolicy, policyStream } from '../policy';
import { fundStream } from './fund.stream';
import { openCityLine } from './open-city-line.decide';

const ADMIN = { actor: actor('FUND_ADMIN', 'XC') };
const document = {
  kind: 'POLICY',
  number: '许政办〔2019〕20号',
  issuer: '许昌市人民政府办公室',
  issuedOn: '2019-10-12',
  title: '行动方案',
};
const policy = stateOf(policyStream, {
  type: 'ParameterSet',
  data: { key: 'fund.total', value: 11_950_000_000, validFrom: '2019-01-01', document },
});
const open = { document, reason: '依据方案设立' };
const opened = { type: 'CityLineOpened', data: { totalFen: 11_950_000_000 } };

describe('opening the city line (A-071)', () => {
  it('holds the whole of 119,500,000.00 yuan, all of it available', () => {
    const { state } = given(fundStream).facts({ policy }).when(openCityLine, open, ADMIN).then(opened).next;
    expect(state).toMatchObject({ open: true, totalFen: 11_950_000_000, availableFen: 11_950_000_000, allottedFen: 0 });
  });

  it('is done once', () => {
    given(fundStream, opened)
      .facts({ policy })
      .when(openCityLine, open, ADMIN)
      .thenRefused('A-071', /119,500,000\.00/);
  });

  it('is refused while no document has set the total', () => {
    given(fundStream)
      .facts({ policy: initialPolicy() })
      .when(openCityLine, open, ADMIN)
      .thenRefused('A-071', /fund\.total/);
  });

  it('takes a document, not free text', () => {
    given(fundStream)
      .facts({ policy })
      .when(openCityLine, { ...open, document: '许政办〔2019〕20号' }, ADMIN)
      .thenInvalid('document');
  });
});
