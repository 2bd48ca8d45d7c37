import { localDateOf, nameOf, type Actor } from '@ledger/kernel';
import type { Reading } from '@ledger/runtime';
import {
  historyAt,
  mayAsk,
  parameterOn,
  POLICY_ID,
  policyStream,
  ROLES,
  ruleById,
  RULES_CATALOGUE,
  stateAt,
  WHO_MAY,
  WHO_MAY_ASK,
  type PolicyState,
  type Role,
  type Visible,
} from '@ledger/streams';
import {
  dueRulesOf,
  personTimes,
  queueItems,
  queueLengths,
  QUEUES,
  refusalsByRule,
  searchRefusals,
  type QueueId,
} from '@ledger/views';
import { Asked, QueueAsked, QueuesAsked, RefusalsAsked, RuleAsked } from './asked.dto';
import { EMPTY_PAGE, narrowed, pageOf, question } from './question';

const policyOf = async ({ log }: Reading): Promise<PolicyState> =>
  stateAt(policyStream, historyAt(await log.readStream(nameOf(policyStream, POLICY_ID)), {}));

const today = (): string => localDateOf(new Date().toISOString());

/** Where the policy sets none: what the plan asks for. */
const ATTENDANCE_MIN = 80;

/** Whose cases the actor sees; `{}` is everybody's, absent nobody's. */
function seesCasesOf(actor: Actor): Visible | undefined {
  const powers = mayAsk(actor, 'cases');
  return 'visible' in powers ? powers.visible : undefined;
}

export const workQuestions = [
  question('queues', 'queues', QueuesAsked, async ({ asked, visible, actor, reading }) => {
    const unit = narrowed(asked.unit, visible.unit);
    if (!unit) return undefined;
    const role = asked.role ?? (actor.role === 'AUDITOR' ? undefined : actor.role);
    return { body: { unit: unit.to, role, queues: await queueLengths(reading.views, { unit: unit.to, role }) } };
  }),
  pageOf('queue', 'queues/:queue', QueueAsked, async ({ asked, visible, reading }) => {
    const unit = narrowed(asked.unit, visible.unit);
    if (!unit) return EMPTY_PAGE;
    if (!QUEUES.some(({ id }) => id === asked.queue)) return undefined;
    const due = dueRulesOf(await policyOf(reading), today());
    const { limit, cursor } = asked;
    const found = await queueItems(reading.views, { queue: asked.queue as QueueId, unit: unit.to, due, limit, cursor });
    return { body: { rows: found.items, cursor: found.cursor } };
  }),
  question('person-times', 'person-times', Asked, async ({ reading }) => {
    const policy = await policyOf(reading);
    const least = (startsOn: string): number =>
      parameterOn<number>(policy, 'attendance.min', startsOn) ?? ATTENDANCE_MIN;
    const window = parameterOn<{ readonly from: string; readonly to: string }>(policy, 'plan.window', today());
    return { body: { rows: await personTimes(reading.views, least, window) } };
  }),
  pageOf('refusals', 'refusals', RefusalsAsked, async ({ asked, reading }) => {
    const { rule, command, unit, since, until, sort, limit, cursor } = asked;
    return { body: await searchRefusals(reading.views, { rule, command, unit, since, until, sort, limit, cursor }) };
  }),
  question('refusals-by-rule', 'refusals/by-rule', RefusalsAsked, async ({ asked, reading }) => {
    const { rule, command, unit, since, until } = asked;
    return { body: await refusalsByRule(reading.views, { rule, command, unit, since, until }) };
  }),
  question('rules', 'rules', Asked, async () => ({ body: { rows: RULES_CATALOGUE } })),
  question('rule', 'rules/:ruleId', RuleAsked, async ({ asked }) => {
    const rule = ruleById(asked.ruleId);
    return rule && { body: rule };
  }),
  question('powers', 'powers', Asked, async () => ({
    body: { roles: ROLES, commands: WHO_MAY, questions: WHO_MAY_ASK },
  })),
  question('me', 'me', Asked, async ({ actor }) => ({
    body: {
      actor: { id: actor.id, role: actor.role, unit: actor.unit },
      label: ROLES[actor.role as Role],
      sees: seesCasesOf(actor),
      commands: WHO_MAY.filter(({ who }) => actor.role in who).map(({ command }) => command),
      questions: WHO_MAY_ASK.filter(({ who }) => actor.role in who).map(({ question: name }) => name),
    },
  })),
  question('status', 'status', Asked, async ({ reading }) => ({
    body: { ledger: reading.about, head: await reading.log.head(), projections: await reading.views.status() },
  })),
];
