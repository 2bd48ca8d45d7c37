export * from './payment-channel.port';
export * from './file-payment-channel';
