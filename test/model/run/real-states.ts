import type { StreamType } from '@ledger/kernel';
import { ledgerKeyed, type Ledger, type LedgerRegister } from '@ledger/runtime';
import { embedded } from '@ledger/testing';
import {
  batchStream,
  caseStream,
  classStream,
  fundId,
  fundStream,
  personStream,
  publicityStream,
  type BatchState,
  type CaseState,
  type ClassState,
  type FundState,
  type PersonState,
  type PublicityState,
} from '@ledger/streams';

/** What the streams on disk say, folded here and not by the ledger's own memory. */
export class RealStates {
  private readonly folded = new Map<string, { version: number; state: unknown }>();

  constructor(
    private readonly ledger: Ledger,
    private readonly register: LedgerRegister,
  ) {}

  case(id: string): CaseState {
    return this.state(caseStream, id);
  }

  class(id: string): ClassState {
    return this.state(classStream, id);
  }

  fund(unit: string): FundState {
    return this.state(fundStream, fundId(unit));
  }

  person(idNumber: string): PersonState {
    return this.state(personStream, ledgerKeyed(this.ledger.parts.vault).pseudonym(idNumber));
  }

  batch(id: string): BatchState {
    return this.state(batchStream, id);
  }

  list(id: string): PublicityState {
    return this.state(publicityStream, id);
  }

  private state<S>({ prefix }: StreamType<S>, id: string): S {
    const stream = `${prefix}-${id}`;
    const type = this.register.streams.find((each) => each.prefix === prefix);
    if (!type) throw new Error(`no stream kind ${prefix}`);
    const known = this.folded.get(stream) ?? { version: 0, state: type.initial() };
    const events = embedded(this.ledger).store.readStream(stream, { from: known.version + 1 });
    for (const event of events) {
      known.state = type.evolve(known.state, event);
      known.version = event.version;
    }
    this.folded.set(stream, known);
    return known.state as S;
  }
}
