export { referenceDocument } from './documents';
export { PLAN_DAY, type SetupRequest } from './setup-request';
export { setupRequests } from './setup-requests';
