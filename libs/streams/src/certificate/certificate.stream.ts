import type { StreamRef, StreamType } from '@ledger/kernel';
import { certificateEffects } from './certificate.effects';
import { evolveCertificate } from './certificate.evolve';
import { type CertificateState, initialCertificate } from './certificate.state';

/** 证书号 as a stream; changed only by the commands of cases. */
export const certificateStream: StreamType<CertificateState> = {
  prefix: 'certificate',
  stateVersion: 1,
  initial: initialCertificate,
  evolve: evolveCertificate,
  effects: certificateEffects,
};

/** A number's stream by the keyed hash of kind and number. */
export const certificateRef = (id: string): StreamRef<CertificateState> => ({ type: certificateStream, id });
