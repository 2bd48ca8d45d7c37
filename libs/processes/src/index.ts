export * from './process-manager';
export * from './process-runner';
export * from './write-payment-file.process';
export * from './destroy-key.process';
export * from './settle-due.process';
export * from './flag-delisted.process';
