import { allotments, fund } from '../data/units.json';
import { referenceDocument } from './documents';
import { standingOn, type SetupRequest } from './setup-request';

/** 市级专账 with the whole sum of the plan. */
export const cityLineRequest = (): SetupRequest =>
  standingOn('FUND_ADMIN', 'OpenCityLine', referenceDocument(fund.document), { reason: '依据方案二(三)2设立专账' });

/** 资金分配 to the ten units, in rounds. */
export const allotmentRequests = (): SetupRequest[] =>
  allotments.map(({ unitId, amountFen, document, allottedOn }) =>
    standingOn('FUND_ADMIN', 'AllotFunds', referenceDocument(document), { unit: unitId, amountFen }, allottedOn),
  );
