import type { Actor } from '@ledger/kernel';
import { referenceDocument } from '@ledger/reference';
import { at, staff } from '@ledger/simulation';
import { caseRef } from '@ledger/streams';
import type { Ask } from '../stories/town';
import {
  amountOf,
  answerOf,
  certificateOf,
  confirmationOf,
  endOf,
  writeOffOf,
  type BusyTown,
  type Stage,
} from './busy-town';

/** A command that touches several streams, and what the case of it is. */
export interface Act {
  readonly what: string;
  readonly ask: Ask;
}

const act = (what: string, ask: Ask): Act => ({ what, ask });

export const GROUPS = ['fund lines', 'classes', 'cases', 'publicity', 'payment', 'corrections', 'recoveries'] as const;

/** 跨流命令: every command over several streams, each ready to be given to a copy of the town. */
export const severalStreamActs = async (busy: BusyTown): Promise<Record<(typeof GROUPS)[number], Act[]>> => ({
  'fund lines': await fundActs(busy),
  classes: await classActs(busy),
  cases: caseActs(busy),
  publicity: publicityActs(busy),
  payment: paymentActs(busy),
  corrections: await correctionActs(busy),
  recoveries: await recoveryActs(busy),
});

async function fundActs({ unit, allotmentId, today, town }: BusyTown): Promise<Act[]> {
  const document = referenceDocument('doc-allotment-2019');
  const [first, second] = [1, 2].map((number) => staff('FUND_ADMIN', 'XC', number)) as [Actor, Actor];
  const proposalId = town.random.uuid();
  const returned = { unit, allotmentId, proposalId, reason: '调整分配', document };
  await town.do(first, at(today, '09:00'), 'ProposeAllotmentReturn', returned);
  const ask = (by: Actor, command: string, data: object): Ask => ({ by, at: at(today, '11:00'), command, data });
  return [
    act('AllotFunds', ask(first, 'AllotFunds', { unit, amountFen: 500_000, document })),
    act('ApproveFundCorrection, return of an allotment', ask(second, 'ApproveFundCorrection', { unit, proposalId })),
  ];
}

async function classActs(busy: BusyTown): Promise<Act[]> {
  const { filed, approved, calledOff, closing, closed, today, latecomer } = busy;
  const clerk = (what: string, command: string, data: object): Act => act(what, busy.ask('CLERK', command, data));
  const reason = '核对后更正';
  const amended = async (headCount: number): Promise<object> => {
    const { classId, runner } = approved;
    const proposalId = busy.town.random.uuid();
    const document = busy.document('CLASS_AMENDMENT');
    const asked = { classId, proposalId, headCount, reason, document };
    await busy.town.do(runner, at(today, '09:00'), 'ProposeClassAmendment', asked);
    return { classId, proposalId };
  };
  const [, , enrolment] = approved.enrolled(latecomer);
  const document = busy.document('CLASS_AMENDMENT');
  const reopening = { classId: closed.classId, proposalId: busy.town.random.uuid() };
  const why = { reason, document };
  await busy.town.do(busy.staff('CLERK'), at(today, '09:00'), 'ProposeClassReopening', { ...reopening, ...why });
  return [
    clerk('ApproveClass', 'ApproveClass', { classId: filed.classId }),
    clerk('ApproveClassAmendment, upwards', 'ApproveClassAmendment', await amended(4)),
    clerk('ApproveClassAmendment, downwards', 'ApproveClassAmendment', await amended(1)),
    clerk('CancelClass', 'CancelClass', { classId: approved.classId, reason }),
    act('TakeBackClassCancellation', {
      ...busy.ask('CLERK', 'TakeBackClassCancellation', { classId: calledOff.classId, reason, document }),
      by: busy.staff('CLERK', 2),
    }),
    clerk('CloseClass', 'CloseClass', { classId: closing.classId }),
    act('ApproveClassReopening', busy.ask('CONFIRMER', 'ApproveClassReopening', reopening)),
    act('EnrolLearner', { ...(enrolment as Ask), at: at(today, '11:00') }),
  ];
}

function caseActs(busy: BusyTown): Act[] {
  const { main, closed, unclaimed, claimedLate, today } = busy;
  const withdrawal = { caseId: busy.caseId('claimed'), reason: '学员本人要求撤回' };
  const rejection = (caseId: string): Ask => busy.ask('CONFIRMER', 'RejectClaim', { caseId, opinion: '材料不符' });
  return [
    act('RecordCertificate', { ...main.certificate(busy.learner('passed')), at: at(today, '11:00') }),
    act('SubmitClaim', main.claim(busy.learner('certified'), today)),
    act('SubmitClaim, the class closed', closed.claim(unclaimed, today)),
    act('WithdrawClaim', { by: main.runner, at: at(today, '11:00'), command: 'WithdrawClaim', data: withdrawal }),
    act('RejectClaim', rejection(busy.caseId('reviewed'))),
    act('RejectClaim, the class closed', rejection(claimedLate.caseId)),
  ];
}

function publicityActs(busy: BusyTown): Act[] {
  const { unit, lists } = busy;
  const caseIds = [busy.caseId('reviewed'), busy.caseId('reviewed-too')];
  const list = { unit, caseIds, firstDay: busy.today };
  const withdrawal = { publicityId: lists.open, reason: '名单有误', document: busy.document('CORRECTION_DECISION') };
  return [
    act('OpenPublicity', busy.ask('CLERK', 'OpenPublicity', list)),
    act('ClosePublicity', busy.ask('CLERK', 'ClosePublicity', { publicityId: lists.open })),
    act('WithdrawPublicity', busy.ask('CLERK', 'WithdrawPublicity', withdrawal)),
  ];
}

function paymentActs(busy: BusyTown): Act[] {
  const { unit, batches } = busy;
  const caseIds = [busy.caseId('confirmed'), busy.caseId('confirmed-too')];
  // One line may not go any more: it is left out, and the answer flags it.
  const withHeld = [...caseIds, busy.caseId('in-batch')];
  const maker = (what: string, command: string, data: object): Act => act(what, busy.ask('PAY_MAKER', command, data));
  const changed = { caseId: busy.caseId('changed-in-transit') };
  const system = { id: 'settle-due', role: 'SYSTEM', unit };
  return [
    maker('MakeBatch', 'MakeBatch', { unit, caseIds }),
    maker('MakeBatch, a line left out', 'MakeBatch', { unit, caseIds: withHeld }),
    maker('CancelBatch', 'CancelBatch', { batchId: batches.made, reason: '编制有误' }),
    maker('DispatchBatch', 'DispatchBatch', { batchId: batches.signed }),
    maker('DispatchBatch, a line left out', 'DispatchBatch', { batchId: batches.thinned }),
    act('RecordBankAnswer', busy.answer(batches.sent, { sent: 'PAID', 'sent-too': 'REJECTED' })),
    act('SettleDue', { by: system, at: at(busy.today, '11:00'), command: 'SettleDue', data: changed }),
    act('FundSupplement', {
      by: busy.poor.clerk,
      at: at(busy.today, '11:00'),
      command: 'FundSupplement',
      data: { caseId: busy.uncovered.caseId, line: 2 },
    }),
  ];
}

async function correctionActs(busy: BusyTown): Promise<Act[]> {
  const { main } = busy;
  const certificate = (stage: Stage, level: string): object => {
    const learner = busy.learner(stage);
    return main.certificate(learner, { level, number: main.number(learner, level) }).data;
  };
  const proposals = [
    ['RevokeGrant, before dispatch', 'to-revoke', 'Revocation', confirmationOf, { outcome: 'OPERATING_ERROR' }],
    ['RevokeGrant, after payment', 'paid', 'Revocation', confirmationOf, { outcome: 'ESTABLISHED_FRAUD' }],
    ['VoidCase, before dispatch', 'to-void', 'Void', () => 1, { cause: 'WRONG_PERSON' }],
    ['VoidCase, after payment', 'paid', 'Void', () => 1, { cause: 'WRONG_PERSON' }],
    ['undoing a rejection', 'rejected', 'UndoRejection', endOf, {}],
    ['undoing a withdrawal', 'withdrawn', 'UndoWithdrawal', endOf, {}],
    ['undoing a revocation', 'revoked', 'UndoRevocation', endOf, {}],
    ['undoing a voiding', 'voided', 'UndoVoid', endOf, {}],
    [
      'correction of a certificate',
      'to-renumber',
      'CertificateCorrection',
      certificateOf,
      certificate('to-renumber', 'L5'),
    ],
    [
      'correction of a certificate, more due',
      'to-regrade',
      'CertificateCorrection',
      certificateOf,
      certificate('to-regrade', 'L4'),
    ],
    ['correction of an amount', 'to-lower', 'AmountCorrection', amountOf, { amountFen: 90_000 }],
    [
      'correction of a bank answer',
      'paid',
      'BankAnswerCorrection',
      answerOf,
      { line: 1, attempt: 1, result: 'REJECTED', bankReason: 'AC04' },
    ],
    ['correction of an amount, after payment', 'paid-too-much', 'AmountCorrection', amountOf, { amountFen: 90_000 }],
  ] as const;
  const acts: Act[] = [];
  for (const [what, stage, kind, version, data] of proposals) {
    const approval = await busy.proposed(busy.learner(stage), kind, version, data);
    acts.push(act(`ApproveCorrection, ${what}`, { ...approval, at: at(busy.today, '11:00') }));
  }
  return acts;
}

async function recoveryActs(busy: BusyTown): Promise<Act[]> {
  const recovered = busy.learner('recovered');
  const { recoveries } = (await busy.town.ledger.load(caseRef(recovered.caseId))).state;
  const [[entryId, version] = []] = Object.entries(recoveries['R1']?.entryVersions ?? {});
  const entered = { recoveryId: 'R1', entryId };
  const reversal = await busy.proposed(recovered, 'RecoveryReversal', () => version, entered);
  const entry = {
    caseId: busy.caseId('revoked'),
    recoveryId: 'R1',
    amountFen: 50_000,
    document: busy.document('RECOVERY_RECEIPT'),
  };
  const again = await busy.proposed(busy.learner('written-off'), 'Recovery', writeOffOf, { amountFen: 20_000 });
  return [
    act('RecordRecovery', busy.ask('PAY_CHECKER', 'RecordRecovery', entry)),
    act('ApproveCorrection, what was written off', { ...again, at: at(busy.today, '11:00') }),
    act('ApproveCorrection, reversing a recovery entry', { ...reversal, at: at(busy.today, '11:00') }),
  ];
}
