import { occupationRequests, projectRequests } from './catalogue-requests';
import { allotmentRequests, cityLineRequest } from './fund-requests';
import { listingRequests, registrationRequests } from './organisation-requests';
import { calendarRequests, documentRequests, parameterRequests, rateRequests } from './policy-requests';
import type { SetupRequest } from './setup-request';

/**
 * 台账初始化: everything that a new ledger starts from, in the order in which it can be given: by day, and within a day documents, parameters,
 * rates, calendar, catalogues, organisations, money. A ledger of today takes them one after another; a simulated one each on its day.
 */
export function setupRequests(): readonly SetupRequest[] {
  const inOrder = [
    ...documentRequests(),
    ...parameterRequests(),
    ...rateRequests(),
    ...calendarRequests(),
    ...occupationRequests(),
    ...projectRequests(),
    ...registrationRequests(),
    ...listingRequests(),
    cityLineRequest(),
    ...allotmentRequests(),
  ];
  return inOrder.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}
