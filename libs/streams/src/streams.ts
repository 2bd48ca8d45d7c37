import type { StreamType } from '@ledger/kernel';
import { batchStream } from './batch';
import { caseStream } from './case';
import { catalogueStream } from './catalogue';
import { certificateStream } from './certificate';
import { classStream } from './class';
import { fundStream } from './fund';
import { ledgerStream } from './ledger';
import { orgStream } from './org';
import { personStream } from './person';
import { policyStream } from './policy';
import { publicityStream } from './publicity';

/** Every kind of stream. The state's type is forgotten here: the runner hands each kind only what its own functions made. */
export const allStreams = [
  ledgerStream,
  policyStream,
  catalogueStream,
  orgStream,
  personStream,
  fundStream,
  classStream,
  certificateStream,
  publicityStream,
  caseStream,
  batchStream,
  // Forgetting the state's type is safe, as said above.
] as unknown as readonly StreamType<unknown>[];
