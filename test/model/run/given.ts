import type { Answer } from '@ledger/commanding';
import type { RecordedEvent } from '@ledger/kernel';
import type { Ledger } from '@ledger/runtime';
import { embedded } from '@ledger/testing';
import type { Ask, Told } from '../book/ask';
import { isReviewFlag } from '../book/flags';

/** One command of a history: what was asked, when it was sent and answered (in turns of the scheduler), and what the ledger said. */
export interface Given {
  readonly ask: Ask;
  /** Which of the three actors asks. */
  readonly by: number;
  sentAt: number;
  answeredAt: number;
  /** A crash took it whole, and nobody sent it again. */
  lost?: boolean;
  /** The first answer, or none where a crash took the command whole. */
  answer?: Answer;
}

/** The verdict in the model's words. */
export interface Verdict {
  readonly outcome: string;
  readonly ruleId: string | undefined;
  readonly flags: readonly string[];
  readonly told: Told;
  /** Where the act stands in the log. */
  readonly position: number;
}

/** Reads of the log what the ledger did where the plan leaves it a choice. */
export function verdictOf(ledger: Ledger, { ask, answer }: Given): Verdict | undefined {
  if (!answer) return undefined;
  const { outcome, problem, flags = [], events = [], position = 0 } = answer;
  const target = TARGETS.find((prefix) => events.some(({ stream }) => stream.startsWith(prefix)));
  const own = target === undefined ? undefined : events.find(({ stream }) => stream.startsWith(target));
  const [first] = own ? embedded(ledger).store.readStream(own.stream, { from: own.version, to: own.version }) : [];
  const lines = linesIn(first);
  const review = flags.filter((flag) => isReviewFlag(flag));
  return {
    outcome: problem && outcome !== 'refused' ? `${outcome} (${ask.command}: ${problem.detailEn})` : outcome,
    ruleId: problem?.ruleId,
    flags: flags.filter((flag) => isReviewFlag(flag) || MONEY_FLAGS.includes(flag)),
    told: { ...(lines ? { lines } : {}), flags: review },
    position: first?.position ?? position,
  };
}

/** What went into a batch, to the bank, or on a list. */
function linesIn(act: RecordedEvent | undefined): string[] | undefined {
  if (!act) return undefined;
  const { lines, caseIds } = act.data as { lines?: { endToEndId: string }[]; caseIds?: string[] };
  if (act.type === 'PublicityOpened') return caseIds;
  const batch = act.type === 'BatchMade' || act.type === 'BatchDispatched';
  return batch ? lines?.map(({ endToEndId }) => endToEndId) : undefined;
}

/** Streams that are some command's target, the likelier first. */
const TARGETS = ['batch-', 'publicity-', 'case-', 'class-', 'person-', 'fund-'];
const MONEY_FLAGS = ['UNFUNDED', 'WAITS_FOR_BANK', 'LINES_OMITTED', 'LINES_IGNORED'];
