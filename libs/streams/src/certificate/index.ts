export type { CertificateEventMap, CertificateRecorded } from './certificate.events';
export type { CertificateState, CertificateUse } from './certificate.state';
export { certificateRef, certificateStream } from './certificate.stream';
