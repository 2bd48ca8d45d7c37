import { Upcasters } from '@ledger/eventlog';

/** 事件升版: every reader of a ledger's log gets these. A new shape of an event adds its upcaster here. */
export const upcasters = new Upcasters([]);
