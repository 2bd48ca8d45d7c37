import { localDateOf } from '@ledger/kernel';
import type { Act } from './act';
import type { Ask, Told } from './ask';
import type { BatchBook, Books, CaseBook, PayLine } from './books';
import { judgeFit, type Fit } from './fit';
import { lineOf } from './money';
import { personOf } from './quota';
import type { Ruling } from './ruling';
import { acted } from './timing';

/** 拨付批次 (D.4): maker, checker and signer are three people, none of them a reviewer or confirmer of a line. */

/** EndToEndId: the case as 32 hex digits, the line, and the attempt, which is never used again. */
const lineKey = (caseId: string, line: number): string => `${caseId.replaceAll('-', '')}${line.toString(36)}`;
const KEY_LENGTH = 33;

const parts = ({ submitter, first, second, confirmer }: CaseBook): (string | undefined)[] => [
  submitter,
  first?.by,
  second?.by,
  confirmer,
];

function decidedNone({ cases }: Books, ids: readonly string[], { actor }: Ask, ruling: Ruling, sure = true): void {
  const took = ids.some((id) => {
    const of = cases[id];
    return of !== undefined && parts(of).includes(actor.id);
  });
  if (sure) ruling.must(took, 'B.5-four-eyes');
  else ruling.may(took, 'B.5-four-eyes');
}

const live = ({ attempts }: PayLine): PayLine['attempts'][number] | undefined =>
  attempts.find(({ status }) => status === 'assigned' || status === 'instructed');

/** Of a grant that has ended only what the payee had given back before is paid, once the bank has sent the payment itself back. */
const refunds = (of: CaseBook, { place }: PayLine): boolean =>
  (of.step === 'revoked' || of.step === 'voided') && place === 'owed' && of.pending === undefined;

/** Never paid as things stand. */
const barred = (of: CaseBook, line: PayLine, at: string): boolean =>
  (of.step !== 'confirmed' && !refunds(of, line)) || of.held || at < of.lastAt;

/** A question is open that a person must answer first; the settled questions leave it to the ledger which of them stop a payment. */
const inDoubt = (of: CaseBook, at: string): boolean =>
  of.flags.length > 0 ||
  Object.values(of.closedFlags).includes('fraud') ||
  Object.values(of.objections).some(({ open }) => open) ||
  Object.keys(of.proposals).length > 0 ||
  of.pending !== undefined ||
  at < of.actAt;

/** `beside`: batches that are made at the same time take lines one by one, whoever comes first. */
function toPay({ cases }: Books, { data, at }: Ask, beside: readonly Ask[] = []): Fit {
  const wanted = (caseId: string): boolean => beside.some((other) => other.data.caseIds?.includes(caseId));
  const fit: Fit = { may: [], must: [] };
  for (const caseId of data.caseIds ?? []) {
    const of = cases[caseId];
    if (!of) continue;
    for (const line of of.lines) {
      if (barred(of, line, at)) continue;
      const waits = line.place === 'class' || line.place === 'fund' || line.place === 'owed';
      if (!waits || live(line) || (line.needsReason && data.reissueReason === undefined)) continue;
      const key = lineKey(caseId, line.no);
      fit.may.push(key);
      if (!inDoubt(of, at) && !wanted(caseId)) fit.must.push(key);
    }
  }
  return fit;
}

function toSend({ cases }: Books, batch: BatchBook, batchId: string, at: string): Fit {
  const fit: Fit = { may: [], must: [] };
  for (const [id, { caseId, line: no, attempt, fen }] of Object.entries(batch.lines)) {
    const of = cases[caseId];
    const line = of?.lines.find((each) => each.no === no);
    const own = line?.attempts[attempt];
    if (!of || !line || own?.status !== 'assigned' || own.batch !== batchId || line.fen !== fen || barred(of, line, at))
      continue;
    fit.may.push(id);
    if (!inDoubt(of, at)) fit.must.push(id);
  }
  return fit;
}

type Status = BatchBook['status'];

const batchOf = ({ batches }: Books, { data }: Ask): BatchBook | undefined => batches[data.batchId ?? ''];

const onBatch = (
  statuses: readonly Status[],
  judge: (of: BatchBook, ruling: Ruling, on: { books: Books; ask: Ask; told?: Told }) => void,
  apply: (of: BatchBook, on: { books: Books; ask: Ask; told: Told }) => void,
  frees = false,
): Act => ({
  ...(frees ? { goesOn: (books, ask) => casesIn(batchOf(books, ask)), applyTo: freeLines } : {}),
  judge(books, ask, ruling, told) {
    const of = batchOf(books, ask);
    if (ruling.must(!of || !statuses.includes(of.status), 'B.5-order') || !of) return;
    ruling.must(ask.at < of.lastAt, 'B.5-order');
    judge(of, ruling, { books, ask, told });
  },
  apply(books, ask, told) {
    const of = batchOf(books, ask);
    if (!of) throw new Error('a batch that is not there moved on');
    apply(of, { books, ask, told });
    if (ask.at > of.lastAt) of.lastAt = ask.at;
  },
});

const casesIn = (of: BatchBook | undefined): string[] => [
  ...new Set(Object.values(of?.lines ?? {}).map(({ caseId }) => caseId)),
];

const keysOf = (told: Told | undefined): Told | undefined =>
  told?.lines && { ...told, lines: told.lines.map((id) => id.slice(0, KEY_LENGTH)) };

/** No attempt is used again; one that was given back leaves a gap. */
function newAttempts({ cases }: Books, told: Told | undefined, ruling: Ruling): void {
  const used = Object.values(cases).flatMap(({ lines }) =>
    lines.flatMap(({ attempts }) => attempts.map(({ id }) => id)),
  );
  const again = told?.lines?.find((id) => used.some((old) => old.startsWith(id.slice(0, KEY_LENGTH)) && old >= id));
  if (again !== undefined) ruling.reject(`the attempt ${again} was made before`);
}

const makeBatch: Act = {
  judge(books, ask, ruling, told) {
    const { batchId = '', caseIds = [], unit } = ask.data;
    ruling.must(books.batches[batchId] !== undefined, 'B.5-order');
    ruling.must(
      caseIds.some((id) => books.cases[id]?.unit !== unit),
      'A-002-unit',
      'B.5-order',
    );
    decidedNone(books, caseIds, ask, ruling);
    newAttempts(books, told, ruling);
    judgeFit(toPay(books, ask, told?.beside), keysOf(told), ruling, 'D.4-batch', 'B.5-order');
  },
  apply(books, ask, { lines = [] }) {
    const { batchId = '', caseIds = [], unit = '' } = ask.data;
    const batch: BatchBook = { unit, status: 'made', maker: ask.actor.id, lines: {}, digests: [], lastAt: ask.at };
    books.batches[batchId] = batch;
    for (const caseId of caseIds) {
      for (const line of books.cases[caseId]?.lines ?? []) {
        const id = lines.find((each) => each.startsWith(lineKey(caseId, line.no)));
        if (id === undefined) continue;
        const from = line.place === 'owed' ? 'owed' : 'encumbered';
        batch.lines[id] = { caseId, line: line.no, attempt: line.attempts.length, fen: line.fen, from };
        line.attempts.push({ id, batch: batchId, status: 'assigned' });
      }
    }
  },
};

/** The lines of one case that are still assigned to the batch are free again. */
function freeLines({ cases }: Books, { data }: Ask, caseId: string): void {
  for (const { attempts } of cases[caseId]?.lines ?? [])
    for (const own of attempts) if (own.status === 'assigned' && own.batch === data.batchId) own.status = 'ended';
}

const dispatch = onBatch(
  ['signed'],
  (of, ruling, { books, ask, told }) => {
    decidedNone(books, casesIn(of), ask, ruling, false);
    judgeFit(toSend(books, of, ask.data.batchId ?? '', ask.at), told, ruling, 'D.4-batch', 'B.5-order');
  },
  (of, { books, ask, told }) => {
    const fund = lineOf(books, of.unit);
    const gone: BatchBook['lines'] = {};
    for (const [id, each] of Object.entries(of.lines)) {
      if (!told.lines?.includes(id)) continue;
      gone[id] = each;
      const held = books.cases[each.caseId];
      const line = held?.lines.find(({ no }) => no === each.line);
      const own = line?.attempts[each.attempt];
      if (!held || !line || !own) continue;
      own.status = 'instructed';
      line.place = 'in-transit';
      fund[each.from] -= each.fen;
      fund.inTransit += each.fen;
      acted(held, ask.at);
    }
    for (const caseId of casesIn(of)) freeLines(books, ask, caseId);
    of.lines = gone;
    of.status = 'dispatched';
    of.sentAt = ask.at;
  },
);

export const batchActs: Record<string, Act> = {
  MakeBatch: makeBatch,
  CheckBatch: onBatch(
    ['made'],
    (of, ruling, { books, ask }) => {
      ruling.must(ask.actor.id === of.maker, 'B.5-four-eyes');
      decidedNone(books, casesIn(of), ask, ruling);
    },
    (of, { ask }) => {
      of.status = 'checked';
      of.checker = ask.actor.id;
    },
  ),
  TakeBackCheck: onBatch(
    ['checked'],
    () => undefined,
    (of) => {
      of.status = 'made';
      of.checker = undefined;
    },
  ),
  SignBatch: onBatch(
    ['checked'],
    (of, ruling, { books, ask }) => {
      ruling.must(ask.actor.id === of.maker || ask.actor.id === of.checker, 'B.5-four-eyes');
      decidedNone(books, casesIn(of), ask, ruling);
    },
    (of, { ask }) => {
      of.status = 'signed';
      of.signer = ask.actor.id;
    },
  ),
  TakeBackSignature: onBatch(
    ['signed'],
    () => undefined,
    (of) => {
      of.status = 'checked';
      of.signer = undefined;
    },
  ),
  CancelBatch: onBatch(
    ['made', 'checked', 'signed'],
    () => undefined,
    (of) => {
      of.status = 'cancelled';
    },
    true,
  ),
  DispatchBatch: dispatch,
  RecordBankAnswer: {
    judge(books, ask, ruling) {
      const of = batchOf(books, ask);
      if (ruling.must(of?.status !== 'dispatched', 'B.5-order') || !of) return;
      ruling.must(ask.at < (of.sentAt ?? ''), 'B.5-order');
      ruling.must(of.digests.includes(ask.data.digest ?? ''), 'D.4-batch');
      ruling.maybeFlags.add('LINES_IGNORED');
    },
    apply: answer,
  },
};

/** Read line by line: answered once; after that the bank may return what it paid, and nothing else. */
function answer(books: Books, ask: Ask): void {
  const of = batchOf(books, ask);
  if (!of) return;
  of.digests.push(ask.data.digest ?? '');
  if (ask.at > of.lastAt) of.lastAt = ask.at;
  const year = Number(localDateOf(ask.at).slice(0, 4));
  for (const { endToEndId, result, reason } of ask.data.lines ?? []) {
    const line = of.lines[endToEndId];
    const news = line && (line.answer === undefined || (line.answer === 'PAID' && result === 'RETURNED'));
    if (news) answered(books, of, line, { result, reason, year, at: ask.at });
  }
}

const ACCOUNT = ['AC01', 'AC04'];

interface Said {
  readonly result: 'PAID' | 'REJECTED' | 'RETURNED';
  readonly reason?: string;
  readonly year: number;
  readonly at: string;
}

function answered(books: Books, of: BatchBook, sent: BatchBook['lines'][string], said: Said): void {
  const held = books.cases[sent.caseId];
  const line = held?.lines.find(({ no }) => no === sent.line);
  const own = line?.attempts[sent.attempt];
  if (!held || !line || !own) return;
  const fund = lineOf(books, of.unit);
  fund[sent.answer === 'PAID' ? 'paid' : 'inTransit'] -= sent.fen;
  own.status = 'answered';
  sent.answer = said.result;
  acted(held, said.at);
  if (said.result === 'PAID') {
    fund.paid += sent.fen;
    line.place = 'paid';
    held.paidYear = said.year;
    const slot = personOf(books, held.person).slots[sent.caseId];
    if (slot) slot.years = { ...slot.years, payment: said.year };
    return;
  }
  fund.owed += sent.fen;
  line.place = 'owed';
  line.needsReason = ACCOUNT.includes(said.reason ?? '');
  if (Object.values(held.recoveries).some(({ open }) => open)) held.pending ??= held.due;
}
