import { type GivenLog, by, projected, uuid } from '@ledger/testing';
import {
  answeredLog,
  BOUNCED,
  CASE_IDS,
  certificateOf,
  claimedLog,
  CLERK,
  confirmedLog,
  CONFIRMER,
  dispatchedLog,
  ofCase,
  PAID,
  personOf,
  RATE_FEN,
  REJECTED,
  trainedLog,
  UNIT,
} from '@ledger/testing/programme-log';
import { CASES, type CaseRow } from './case-row';
import { cases } from './cases.projection';

const rowOf = (log: GivenLog, caseId: string): CaseRow | undefined => projected(log, cases).get<CaseRow>(CASES, caseId);

describe('cases: one row per case', () => {
  it('shows who, where and what for, without a sealed value', () => {
    expect(rowOf(claimedLog(), PAID)).toMatchObject({
      person: personOf(PAID),
      unit: UNIT,
      programme: 'P1_ADV_MANUFACTURING',
      status: 'submitted',
      dueFen: RATE_FEN,
      drawnFen: RATE_FEN,
      certified: { kind: 'SKILL_LEVEL', level: 'L4' },
      payeeKind: 'PERSON',
    });
    expect(JSON.stringify(projected(answeredLog(), cases).all(CASES))).not.toMatch(/cipher|hash-of/);
  });

  it('follows the money of a claim from the class to the bank and to the payee', () => {
    expect(rowOf(trainedLog(), PAID)).toMatchObject({ status: 'enrolled', dueFen: 0, drawnFen: 0 });
    expect(rowOf(confirmedLog(), PAID)).toMatchObject({ status: 'confirmed', drawnFen: RATE_FEN, inTransitFen: 0 });
    expect(rowOf(dispatchedLog(), PAID)).toMatchObject({ status: 'in-transit', drawnFen: 0, inTransitFen: RATE_FEN });
    expect(rowOf(answeredLog(), PAID)).toMatchObject({ status: 'paid', inTransitFen: 0, paidFen: RATE_FEN });
    expect(rowOf(answeredLog(), BOUNCED)).toMatchObject({ status: 'owed', owedFen: RATE_FEN, paidFen: 0 });
    expect(rowOf(answeredLog(), REJECTED)).toMatchObject({ status: 'rejected', dueFen: 0, drawnFen: 0 });
  });

  it('says since when a case stands where it stands, and not when somebody only proposed something', () => {
    const before = rowOf(confirmedLog(), PAID);
    const proposed = confirmedLog().on(
      `case-${PAID}`,
      by(CLERK, ofCase('CorrectionProposed', { proposalId: uuid(50), change: { kind: 'AMOUNT', amountFen: 1 } })),
    );
    expect(rowOf(proposed, PAID)).toMatchObject({ status: 'confirmed', since: before?.since, attention: 1 });
  });

  it('calls for attention while a flag, hold, objection or proposal is open, and no longer', () => {
    const stream = `case-${PAID}`;
    const flagged = confirmedLog().on(stream, ofCase('FlagReopened', { flag: 'WORK_TYPE' }));
    expect(rowOf(flagged, PAID)).toMatchObject({ attention: 1, waiting: { 'flag:WORK_TYPE': expect.any(String) } });
    const closed = flagged.on(
      stream,
      ofCase('FlagClosed', { flag: 'WORK_TYPE', outcome: 'NO_PROBLEM', opinion: '已核实' }),
    );
    expect(rowOf(closed, PAID)?.attention).toBeUndefined();
    const held = closed.on(stream, by(CONFIRMER, ofCase('HoldPlaced', { cause: '核查' })));
    expect(rowOf(held, PAID)).toMatchObject({ attention: 1, waiting: { 'hold:': expect.any(String) } });
    expect(rowOf(held.on(stream, ofCase('HoldReleased', {})), PAID)?.attention).toBeUndefined();
    const objected = closed.on(stream, ofCase('ObjectionLodged', { objectionId: uuid(51), summary: '未参加培训' }));
    expect(rowOf(objected, PAID)?.attention).toBe(1);
  });

  it('keeps no sealed value of a proposed certificate or account', () => {
    const log = confirmedLog().on(
      `case-${PAID}`,
      ofCase('CorrectionProposed', {
        proposalId: uuid(52),
        change: { kind: 'CERTIFICATE', certificate: certificateOf(PAID, 'L3') },
      }),
      ofCase('CorrectionProposed', {
        proposalId: uuid(53),
        change: {
          kind: 'ACCOUNT',
          account: {
            kind: 'PERSON',
            payee: personOf(PAID),
            bankCnaps: '102503000000',
            number: certificateOf(PAID).number,
          },
        },
      }),
    );
    const row = rowOf(log, PAID);
    expect(Object.keys(row?.detail?.proposals ?? {})).toEqual([uuid(52), uuid(53)]);
    expect(JSON.stringify(row)).not.toContain(certificateOf(PAID).number.cipher);
  });

  it('claims back after payment and counts what came back', () => {
    const opened = answeredLog().on(
      `case-${PAID}`,
      ofCase('RecoveryOpened', {
        recoveryId: uuid(54),
        amountFen: 60_000,
        fromPayee: personOf(PAID),
        cause: 'CORRECTION',
      }),
      ofCase('RecoveryRecorded', { recoveryId: uuid(54), entryId: uuid(55), amountFen: 20_000 }),
    );
    expect(rowOf(opened, PAID)).toMatchObject({ recoveredFen: 20_000, openRecoveryFen: 40_000, attention: 1 });
  });

  it('calls for attention while money that a payee had given back is to be given back to them', () => {
    const stream = `case-${BOUNCED}`;
    const recovery = { recoveryId: 'R1', amountFen: 60_000 };
    const asked = answeredLog().on(
      stream,
      ofCase('RecoveryOpened', { ...recovery, fromPayee: personOf(BOUNCED), cause: 'AMOUNT_CORRECTED' }),
      ofCase('RecoveryRecorded', { ...recovery, entryId: uuid(55) }),
      ofCase('RecoveryClosed', { recoveryId: 'R1', how: 'recovered', openFen: 0 }),
    );
    expect(rowOf(asked, BOUNCED)?.attention).toBeUndefined();
    const effect = { owedReleasedFen: RATE_FEN - 60_000 };
    const ending = { proposalId: uuid(56), outcome: 'OPERATING_ERROR', effect, commandId: uuid(57) } as const;
    const ended = asked.on(stream, ofCase('GrantRevoked', ending));
    expect(rowOf(ended, BOUNCED)).toMatchObject({ owedFen: 60_000, waiting: { 'refund:': expect.any(String) } });
    const line = { batchId: uuid(58), line: 1, attempt: 2, amountFen: 60_000, from: 'owed' } as const;
    const listed = ended.on(stream, ofCase('PayoutAssigned', { ...line, commandId: uuid(59) }));
    expect(rowOf(listed, BOUNCED)?.attention).toBeUndefined();
  });

  it('leaves the row of an event alone that a fund line records under the same name', () => {
    const log = answeredLog().on(
      'fund-SPECIAL_ACCOUNT-XC-411002',
      ofCase('RecoveryEntryReversed', { proposalId: uuid(56), recoveryId: uuid(54), entryId: uuid(55), amountFen: 1 }),
    );
    expect(Object.keys(projected(log, cases).all(CASES)).toSorted()).toEqual(CASE_IDS.toSorted());
  });
});
