import type { Answer } from '@ledger/commanding';
import { runProgramme, UNITS, type Step } from '@ledger/simulation';
import { RULES_CATALOGUE } from '@ledger/streams';
import { CERTIFICATE_KINDS, PROGRAMME_IDS } from '@ledger/kernel';
import { refusalsByRule } from '@ledger/views/refusals/refusals.query';
import { Town } from './town';

jest.setTimeout(180_000);

/** A small programme: each kind of mistake is made at its first opportunity, each course taken by the first who can. */
const LEARNERS = 100;

let town: Town;
const answered: { readonly step: Step; readonly answer: Answer }[] = [];
beforeAll(async () => {
  // The programme sets its ledger up itself.
  town = await Town.open({ setUp: () => false });
  const { background } = town.ledger.parts;
  await runProgramme({ learners: LEARNERS, seed: 7 }, async (step) => {
    const answer = await town.ledger.execute(step);
    if (answer.position !== undefined) await background.processed(answer.position);
    answered.push({ step, answer });
    return answer;
  });
  await town.settled();
});
afterAll(() => town.close());

/** What the accepted commands of a name asked for. */
const accepted = (command: string): readonly Record<string, unknown>[] =>
  answered
    .filter(({ step, answer }) => step.command === command && answer.outcome === 'accepted')
    .map(({ step }) => step.data as Record<string, unknown>);

const typesOn = (prefix: string): ReadonlySet<string> =>
  new Set(
    answered
      .flatMap(({ answer }) => answer.events ?? [])
      .flatMap(({ stream, type }) => (stream.startsWith(prefix) ? [type] : [])),
  );

/** Documents have Chinese numbers in every language. */
const withoutDocuments = (text: string): string => text.replaceAll(/\S+〔\d{4}〕\S+/g, '');

describe('a simulated programme', () => {
  it('is refused by every rule of the catalogue at least once', async () => {
    const byRule = await refusalsByRule(town.ledger.reading.views);
    const catalogue = RULES_CATALOGUE.map(({ ruleId }) => ruleId);
    expect(Object.keys(byRule).toSorted()).toEqual(catalogue.toSorted());
  });

  it('says in both languages why, without a code or a UTC time in the Chinese sentence, and under a clause of the plan', () => {
    const problems = answered.flatMap(({ answer: { outcome, problem } }) =>
      outcome === 'refused' && problem ? [problem] : [],
    );
    expect(problems.length).toBeGreaterThan(35);
    for (const { clause, detail, detailEn } of problems) {
      expect(clause).toMatch(/^[一二三]\([一二三]\)\d?$/);
      expect(detail).toMatch(/\p{Script=Han}.*[；，。]/u);
      expect(detail).not.toMatch(/\d{4}-\d{2}-\d{2}T|\b[A-Z]{2,}_[A-Z]+\b|\b(?:[A-Z][a-z]+){2,}\b|undefined|\[object/);
      expect(withoutDocuments(detailEn)).not.toMatch(
        /\p{Script=Han}|\d{4}-\d{2}-\d{2}T|\b[A-Z]{2,}_[A-Z]+\b|undefined|\[object/u,
      );
      expect(detailEn).toMatch(/[a-z]{3}.*[.;]/);
    }
  });

  it('holds all ten units, all nine programmes and all five kinds of certificate', () => {
    const projects = new Map(accepted('ListProject').map(({ projectId, programme }) => [projectId, programme]));
    const classes = accepted('FileClass');
    expect(new Set(classes.map(({ unit }) => unit))).toEqual(new Set(UNITS));
    expect(new Set(UNITS).size).toBe(10);
    expect(new Set(classes.map(({ projectId }) => projects.get(projectId)))).toEqual(new Set(PROGRAMME_IDS));
    expect(new Set(accepted('RecordCertificate').map(({ kind }) => kind))).toEqual(new Set(CERTIFICATE_KINDS));
  });

  it('holds corrections, objections, holds, bank returns and reissues, recoveries, and what became of errors and frauds', async () => {
    const onCases = typesOn('case-');
    for (const type of [
      'SupplementsRequested',
      'FirstReviewTakenBack',
      'ObjectionLodged',
      'ObjectionResolved',
      'ClaimRejected',
      'ClaimWithdrawn',
      'CertificateCorrected',
      'AmountCorrected',
      'AccountCorrected',
      'CaseVoided',
      'CaseReplaced',
      'HoldPlaced',
      'HoldReleased',
      'PayoutRejected',
      'PayoutReturned',
      'GrantRevoked',
      'RecoveryOpened',
      'RecoveryRecorded',
      'RecoveryClosed',
      'FlagClosed',
    ])
      expect(onCases).toContain(type);
    expect(typesOn('person-')).toContain('QuotaExceptionApproved');
    const { events } = await town.ledger.parts.store.readAll(1, 1_000_000);
    const attempts = events.flatMap(({ type, data }) =>
      type === 'PayoutSettled' ? [(data as { attempt: number }).attempt] : [],
    );
    // Paid at once, and paid after the bank had sent it back.
    expect(new Set(attempts)).toEqual(new Set([1, 2]));
    const found = new Set(accepted('ProposeRevocation').map(({ outcome }) => outcome));
    expect(found).toEqual(new Set(['OPERATING_ERROR', 'ESTABLISHED_FRAUD']));
    const how = events.flatMap(({ type, data }) => (type === 'RecoveryClosed' ? [(data as { how: string }).how] : []));
    expect(new Set(how)).toEqual(new Set(['recovered', 'written-off']));
  });
});
