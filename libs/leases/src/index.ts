export * from './leases.port';
export { openMongoLeases } from './mongodb/mongo-leases';
export { leasesOf, withinEpoch } from './mongodb/lease-documents';
