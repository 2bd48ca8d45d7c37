import type { EventRef, Subject } from '@ledger/kernel';
import type { OrgState } from './org.state';
import { orgStream } from './org.stream';

interface NamesOrg {
  readonly uscc: string;
}

/** What every command on an organisation has in common: its stream, and whose it is. */
export const onOrg = {
  stream: orgStream,
  target: ({ uscc }: NamesOrg): string => uscc,
  subject: ({ uscc }: NamesOrg, state: OrgState): Subject => ({ unit: state.unit ?? 'XC', orgs: [uscc] }),
};

/** The event of the organisation's stream that a compensating one corrects. */
export const correctsOrg = (uscc: string, version: number | undefined): { corrects?: EventRef } =>
  version === undefined ? {} : { corrects: { stream: `${orgStream.prefix}-${uscc}`, version } };
