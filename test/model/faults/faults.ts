import type { AnyCommandSpec } from '@ledger/kernel';
import type { LedgerRegister } from '@ledger/runtime';
import { allCommands, allStreams, type FundState, type SlotYears } from '@ledger/streams';
import { withCommand, withEffectData, withEvolve } from './wrong-register';

/** What a fault may know beside the register: whether the ledger is just opening after a crash. */
export interface FaultMoment {
  repairing: boolean;
}

type Fault = (right: LedgerRegister, moment: FaultMoment) => LedgerRegister;

const RIGHT: LedgerRegister = { commands: allCommands, streams: allStreams };

/** Steps that should follow a command, without some of them. */
const without = (left: (stream: string, effect: string) => boolean) => (spec: AnyCommandSpec) => ({
  after: (...[events, state]: Parameters<NonNullable<AnyCommandSpec['after']>>) =>
    (spec.after?.(events, state) ?? []).filter(({ stream, effect }) => !left(stream, effect)),
});

/** 埋错: ten faults that a ledger like this could have. None of them is in the product: each changes the register that a test hands it. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  /** A withdrawn claim keeps its money. */
  'release-forgotten': (right) =>
    withCommand(
      right,
      ['WithdrawClaim', 'RejectClaim'],
      without((stream) => stream.startsWith('class-') || stream.startsWith('fund-')),
    ),
  /** A slot counts in the year of the application, not of the certificate. */
  'wrong-year': (right) =>
    withEffectData<{ years: SlotYears }>(right, 'person', 'reserve-slot', ({ years, ...more }) => ({
      ...more,
      years: { ...years, certificateIssue: years.application },
    })),
  /** A class forgets what a claim has drawn. */
  'lost-draw': (right) => withEvolve(right, 'class', 'ClassDrawn', (state) => state),
  /** An allotment is credited twice. */
  'double-credit': (right) =>
    withCommand(right, ['AllotFunds'], (spec) => ({
      decide(...asked: Parameters<AnyCommandSpec['decide']>) {
        const decision = spec.decide(...asked);
        return decision.accepted ? { ...decision, events: decision.events.map(doubled) } : decision;
      },
    })),
  /** A claim that a crash interrupted while it ended gives nothing back. */
  'give-back-skipped-after-crash': (right, moment) =>
    withCommand(
      right,
      right.commands.map(({ name }) => name),
      (spec) => (spec.after ? without(() => moment.repairing)(spec) : {}),
    ),
  /** The second review may be made by the first reviewer. */
  'four-eyes-forgotten': (right) =>
    withCommand(right, ['RecordSecondReview'], (spec) => ({
      decide: (command, state, context) =>
        spec.decide(command, state, { ...context, actor: { ...context.actor, id: 'somebody-else' } }),
    })),
  /** A publicity is closed before its time. */
  'publicity-cut-short': (right) =>
    withCommand(right, ['ClosePublicity'], (spec) => ({
      decide: (command, state, context) => spec.decide(command, state, { ...context, today: '9999-12-30' }),
    })),
  /** A corrected certificate leaves its slot where it was. */
  'slot-not-moved': (right) =>
    withCommand(
      right,
      ['ApproveCorrection'],
      without((_stream, effect) => effect === 'move-slot'),
    ),
  /** What the bank sends back stays in transit. */
  'in-transit-not-returned': (right) =>
    withEffectData<{ bouncedFen: number }>(right, 'fund', 'answer', (data) => ({ ...data, bouncedFen: 0 })),
  /** Recovered money cannot be spent again. */
  'recovery-not-available': (right) =>
    withEvolve<FundState>(right, 'fund', 'FundsRecovered', (state, evolve) => {
      const { availableFen } = state;
      return Object.assign(evolve(), { availableFen });
    }),
};

/** The register of the product, or one with a fault planted in it. */
export function registerWith(fault: string | undefined, moment: FaultMoment): LedgerRegister {
  if (fault === undefined) return RIGHT;
  const plant = FAULTS[fault];
  if (!plant) throw new Error(`there is no fault ${fault}; there are ${Object.keys(FAULTS).join(', ')}`);
  return plant(RIGHT, moment);
}

function doubled<E extends { readonly data: unknown }>(event: E): E {
  const data = event.data as { amountFen: number };
  return { ...event, data: { ...data, amountFen: data.amountFen * 2 } };
}
