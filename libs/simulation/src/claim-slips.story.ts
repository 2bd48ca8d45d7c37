import { claimOf } from './claim';
import { paysLearner } from './filing';
import type { MadeUpPerson } from './people';
import type { ProgrammeState, SimulatedCase } from './programme-state';
import type { Story } from './step';
import { mistyped, ofOrganisation, otherUnit, staff } from './world';

/* Mistakes and frauds on the way of a claim; each is refused, and what was meant follows. */

/** 申请差错: another amount than the rate, evidence of something else, somebody else's account, a branch number mistyped. */
export function* claimSlips(world: ProgrammeState, of: SimulatedCase, when: string): Story {
  const runner = ofOrganisation(of.in.runner, of.in.runnerRole);
  const wrong = (changed: object, ruleId: string) =>
    world.step(when, runner, 'SubmitClaim', { ...claimOf(of), ...changed }, ruleId);
  if (world.slips.due('amount above the rate')) yield wrong({ amountFen: of.amountFen + 10_000 }, 'A-087');
  if (world.slips.due('evidence of something else')) yield wrong({ basisEvidence: 'LABOUR_CONTRACT' }, 'A-061');
  if (paysLearner(of.in)) {
    if (world.slips.due("somebody else's account")) yield wrong(accountOf(namedOtherwise(world, of)), 'C.4');
    if (world.slips.due('branch number')) yield wrong({ bankCnaps: mistyped(of.person.bankCnaps) }, 'C.4');
  }
  if (world.slips.due("claims as somebody else's")) yield* claimedByAnother(world, of, when);
}

const accountOf = ({ accountNumber, name, bankCnaps }: MadeUpPerson): object => ({
  accountNumber,
  accountName: name,
  bankCnaps,
});

function namedOtherwise(world: ProgrammeState, of: SimulatedCase): MadeUpPerson {
  for (;;) {
    const other = world.people.make();
    if (other.name !== of.person.name) return other;
  }
}

/** 冒名申请: a learner claims with another's case. */
function* claimedByAnother(world: ProgrammeState, of: SimulatedCase, when: string): Story {
  const stranger = world.people.make();
  const actor = { id: stranger.idNumber, role: 'LEARNER', unit: of.in.unit };
  yield world.step(when, actor, 'SubmitClaim', { ...claimOf(of), ...accountOf(stranger) }, 'A-083-role');
}

/** 重复申请. */
export function* claimedTwice(world: ProgrammeState, of: SimulatedCase, when: string): Story {
  if (!world.slips.due('claimed twice')) return;
  yield world.step(when, ofOrganisation(of.in.runner, of.in.runnerRole), 'SubmitClaim', claimOf(of), 'B.5-order');
}

/** 越权受理: a clerk of another county. */
export function* acceptedElsewhere(
  world: ProgrammeState,
  { caseId, in: { unit } }: SimulatedCase,
  when: string,
): Story {
  if (world.slips.due('accepted by another county'))
    yield world.step(when, staff('CLERK', otherUnit(unit)), 'AcceptClaim', { caseId }, 'A-002-unit');
}

/** 一人两审. */
export function* reviewedTwice(world: ProgrammeState, { caseId, in: { unit } }: SimulatedCase, when: string): Story {
  if (!world.slips.due('both reviews by one')) return;
  const review = { caseId, verdict: 'PASS', opinion: '同意初审意见' };
  yield world.step(when, staff('REVIEWER', unit, 1), 'RecordSecondReview', review, 'B.5-four-eyes');
}
