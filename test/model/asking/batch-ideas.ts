import { BANK } from '@ledger/simulation/world';
import type { BatchBook } from '../book/books';
import { digestOf } from './case-wants';
import type { Desk, Idea, Wanted } from './desk';

type Ideas = (readonly [weight: number, want: () => Wanted])[];

/** 拨付: what waits is put in a batch, and the batch goes its way to the bank and back. */
export function batchIdeas(desk: Desk): Idea[] {
  const ideas: Ideas = [...making(desk)];
  for (const [batchId, of] of Object.entries(desk.books.batches)) ideas.push(...onBatch(desk, batchId, of));
  return ideas.map(([weight, want]) => ({ weight, want }));
}

function making(desk: Desk): Ideas {
  const payable = Object.entries(desk.books.cases).filter(
    ([, { step, lines }]) =>
      step === 'confirmed' && lines.some(({ place }) => ['class', 'fund', 'owed'].includes(place)),
  );
  return [...new Set(payable.map(([, { unit }]) => unit))].map((unit) => {
    const own = payable.filter(([, of]) => of.unit === unit);
    const free = own.filter(([, { lines }]) => !lines.some(({ attempts }) => attempts.at(-1)?.status === 'assigned'));
    const after = own
      .map(([, { lastAt }]) => lastAt)
      .toSorted()
      .at(-1);
    const caseIds = (free.length > 0 ? free : own).map(([caseId]) => caseId);
    const reason = desk.chance(0.6) ? { reissueReason: '收款人确认账户无误' } : {};
    const data = { batchId: desk.uuid(), unit, caseIds: desk.chance(0.1) ? own.map(([id]) => id) : caseIds, ...reason };
    return [
      free.length > 0 ? 4 + 2 * free.length : 0.3,
      () => ({ by: desk.staff('PAY_MAKER', unit), command: 'MakeBatch', data, after }),
    ];
  });
}

function onBatch(desk: Desk, batchId: string, of: BatchBook): Ideas {
  const by = (role: string, command: string): Wanted => ({
    by: desk.staff(role, of.unit, 2),
    command,
    data: { batchId },
    after: of.lastAt,
  });
  const cancel: Ideas[number] = [0.2, () => by('PAY_MAKER', 'CancelBatch')];
  switch (of.status) {
    case 'made':
      return [[6, () => by('PAY_CHECKER', 'CheckBatch')], cancel];
    case 'checked':
      return [[6, () => by('PAY_SIGNER', 'SignBatch')], [0.3, () => by('PAY_CHECKER', 'TakeBackCheck')], cancel];
    case 'signed':
      return [[6, () => by('PAY_MAKER', 'DispatchBatch')], [0.3, () => by('PAY_SIGNER', 'TakeBackSignature')], cancel];
    case 'dispatched':
      return answers(desk, batchId, of);
    default:
      return [[0.03, () => by('PAY_CHECKER', 'CheckBatch')]];
  }
}

function answers(desk: Desk, batchId: string, of: BatchBook): Ideas {
  const open = Object.entries(of.lines).filter(([, { answer }]) => answer === undefined);
  const paid = Object.entries(of.lines).filter(([, { answer }]) => answer === 'PAID');
  const answer = (lines: object[], digest = digestOf(desk)): Wanted =>
    ({ by: BANK, command: 'RecordBankAnswer', data: { batchId, digest, lines }, after: of.lastAt }) as Wanted;
  const said = (endToEndId: string): object => {
    const result = desk.chance(0.7) ? 'PAID' : desk.pick(['REJECTED', 'RETURNED']);
    return { endToEndId, result, ...(result === 'PAID' ? {} : { reason: desk.pick(['AC04', 'MS03']) }) };
  };
  const again = of.digests[0];
  const ideas: Ideas = [];
  const some = open.filter(() => desk.chance(0.85));
  if (some.length > 0) ideas.push([7, () => answer(some.map(([id]) => said(id)))]);
  for (const [id] of paid)
    ideas.push([0.6, () => answer([{ endToEndId: id, result: 'RETURNED', reason: desk.pick(['AC04', 'MS03']) }])]);
  const [anyLine] = Object.keys(of.lines);
  if (again !== undefined && anyLine !== undefined) ideas.push([0.2, () => answer([said(anyLine)], again)]);
  if (anyLine !== undefined) ideas.push([0.2, () => answer([said(anyLine)])]);
  return ideas;
}
