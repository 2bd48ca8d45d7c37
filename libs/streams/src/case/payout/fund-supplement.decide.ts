import {
  accept,
  defineCommand,
  factOf,
  fails,
  holds,
  judge,
  refuse,
  yuan,
  type Loaded,
  type Rule,
} from '@ledger/kernel';
import { classRef, freeFen, type ClassState } from '../../class';
import { fundRef, type FundState } from '../../fund';
import type { PolicyState } from '../../policy';
import { caseEvent, type MoneyEffect } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { coverOf, type Cover } from '../correction/cover';
import { reservation } from '../correction/money-change';
import { lineOf } from '../payout-lines';
import { NO_CLASS, actOn, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { LIVE_STEPS } from '../step-names';
import { FundSupplement } from './fund-supplement.command';

type F = { policy: Loaded<PolicyState>; class: Loaded<ClassState>; fund: Loaded<FundState> };

interface Funding extends Act {
  readonly line: number;
  readonly cover: Cover;
}

const isUnfunded: Rule<Funding> = {
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge({ state, line }) {
    const place = lineOf(state, line)?.place;
    if (place === 'unfunded') return holds(place);
    const waiting = state.lines.filter((each) => each.place === 'unfunded').map((each) => each.line);
    return fails(
      `第 ${line} 行并非待落实资金的行（待落实：${waiting.join('、') || '无'}）；请核对行号。`,
      `Line ${line} does not wait for cover (waiting: ${waiting.join(', ') || 'none'}); check the line.`,
      place ?? null,
    );
  },
};

/** The class first, then the fund line. */
const sourceOf = ({ state, line, cover }: Funding): 'class' | 'fund' | undefined => {
  const amountFen = lineOf(state, line)?.amountFen ?? 0;
  if (cover.classOpen && amountFen <= cover.freeFen && !cover.drawnFen.has(line)) return 'class';
  return amountFen <= cover.availableFen ? 'fund' : undefined;
};

const isCovered: Rule<Funding> = {
  ruleId: 'A-071-line',
  clause: '二(三)2',
  judge(input) {
    const { freeFen: free, availableFen } = input.cover;
    const value = { freeFen: free, availableFen };
    if (sourceOf(input) !== undefined) return holds(value);
    const amountFen = lineOf(input.state, input.line)?.amountFen ?? 0;
    return fails(
      `需要 ${yuan(amountFen)} 元，班期余额 ${yuan(free)} 元、资金账户可用 ${yuan(availableFen)} 元均不足；请等待退回资金或申请追加分配。`,
      `${yuan(amountFen)} yuan are needed; neither the class (${yuan(free)}) nor the fund line (${yuan(availableFen)}) has them. Wait for money to come back or ask for a further allotment.`,
      value,
    );
  },
};

const rules: readonly Rule<Funding>[] = [
  inOrder({ zh: '落实补列资金', en: 'fund the supplement' }, LIVE_STEPS, {
    zh: '只有办理中的补贴可以补列资金',
    en: 'only a claim that is under way is funded',
  }),
  isUnfunded,
  isCovered,
];

export const fundSupplement = defineCommand<FundSupplement, FundSupplement, CaseState, F>({
  name: 'FundSupplement',
  zh: '落实补列资金',
  en: 'Fund a supplement',
  shape: FundSupplement,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  needs: (_command, { classId = NO_CLASS, unit = '' }) => ({ class: classRef(classId), fund: fundRef(unit) }),
  subject: subjectOfCase,
  decide({ line }, state, context) {
    const { class: held, fund } = context.facts;
    const input: Funding = {
      ...actOn(state, context),
      line,
      cover: coverOf(state, context),
    };
    const facts = [factOf(held, 'freeFen', freeFen(held.state)), factOf(fund, 'availableFen', fund.state.availableFen)];
    const { refusal, evidence } = judge(rules, input, facts);
    if (refusal) return refuse(refusal, evidence);
    const { amountFen } = lineOf(state, line)!;
    const drawFrom = sourceOf(input)!;
    const draws: MoneyEffect = { drawFen: amountFen, drawFrom, line };
    return accept(caseEvent('SupplementFunded', { line, amountFen, drawFrom, commandId: context.commandId }), {
      evidence,
      before: reservation(state, draws, false),
    });
  },
});
