export * from './leases.port';
