import { STEP_NAMES, type CaseState, type LinePlace } from '@ledger/streams';
import { CERTIFICATE_KIND_LABELS, PERSON_CATEGORY_LABELS, type Label } from '@ledger/kernel';
import { numberRef } from '@ledger/views/case-timeline/certificate-changes';
import {
  ATTEMPT_LABELS,
  CHANGE_LABELS,
  FLAG_LABELS,
  labelled,
  NOTICE_LABELS,
  OUTCOME_LABELS,
  RECOVERY_STATUS_LABELS,
  VOID_CAUSE_LABELS,
} from '@ledger/views/labels';
import type { Terminal } from '../frame/terminal';
import { money, unitWords } from '../frame/words';

const PLACES: Readonly<Record<LinePlace, Label>> = {
  class: { zh: '班期已占用', en: 'held by the class' },
  fund: { zh: '资金账户已占用', en: 'encumbered on the fund line' },
  unfunded: { zh: '待筹资', en: 'waiting for funds' },
  'in-transit': { zh: '在途', en: 'in transit' },
  owed: { zh: '退票待付', en: 'owed' },
  paid: { zh: '已支付', en: 'paid' },
  gone: { zh: '已取消', en: 'gone' },
};

const ATTEMPTS: Label = { zh: '拨付', en: 'attempts:' };

const named = (terminal: Terminal, labels: Readonly<Record<string, Label>>, codes: readonly string[]): string =>
  codes.map((code) => terminal.text(labelled(labels, code))).join(', ');

/** 个案状态 for people: what a reviewer asks first. */
export function showCaseState(terminal: Terminal, state: CaseState): void {
  const row = (label: Label, value: string | undefined): void => {
    if (value !== undefined && value !== '') terminal.line(`  ${terminal.text(label)}: ${value}`);
  };
  row({ zh: '环节', en: 'step' }, terminal.paint('green', terminal.text(STEP_NAMES[state.step])));
  row({ zh: '管理单位', en: 'unit' }, state.unit && unitWords(terminal, state.unit));
  row({ zh: '劳动者', en: 'learner' }, state.person);
  row({ zh: '班期', en: 'class' }, state.classId);
  row({ zh: '机构', en: 'institution' }, state.institution);
  row(
    { zh: '人员类别', en: 'category' },
    state.primaryCategory && terminal.text(PERSON_CATEGORY_LABELS[state.primaryCategory]),
  );
  const { certificate } = state;
  row(
    { zh: '证书', en: 'certificate' },
    certificate &&
      [
        terminal.text(CERTIFICATE_KIND_LABELS[certificate.kind]),
        certificate.level,
        certificate.issuedOn,
        terminal.text({
          zh: `(编号代号 ${numberRef(certificate)})`,
          en: `(number reference ${numberRef(certificate)})`,
        }),
      ]
        .filter(Boolean)
        .join(' '),
  );
  if (state.claimNo > 0) row({ zh: '应付', en: 'due' }, `${money(state.dueFen)} (${state.rateId})`);
  for (const { line, amountFen, place, attempts } of state.lines) {
    const tries = attempts.map(({ attempt, status }) => `${attempt} ${terminal.text(ATTEMPT_LABELS[status])}`);
    const tried = tries.length > 0 ? ` (${terminal.text(ATTEMPTS)} ${tries.join(', ')})` : '';
    row({ zh: `第 ${line} 行`, en: `line ${line}` }, `${money(amountFen)} ${terminal.text(PLACES[place])}${tried}`);
  }
  row({ zh: '待核查标记', en: 'open flags' }, named(terminal, FLAG_LABELS, state.openFlags));
  row({ zh: '提示', en: 'notices' }, named(terminal, NOTICE_LABELS, state.notices));
  if (state.held) row({ zh: '暂停', en: 'held' }, state.heldBy);
  row({ zh: '待定更正', en: 'open proposals' }, kindsOf(terminal, state));
  for (const { recoveryId, amountFen, recoveredFen, status } of Object.values(state.recoveries))
    row(
      { zh: '追回', en: 'recovery' },
      `${recoveryId} ${money(recoveredFen)} / ${money(amountFen)} ${terminal.text(RECOVERY_STATUS_LABELS[status])}`,
    );
  row({ zh: '定性', en: 'outcome' }, state.outcome && terminal.text(OUTCOME_LABELS[state.outcome]));
  row(
    { zh: '作废原因', en: 'voided because' },
    state.voidCause && named(terminal, VOID_CAUSE_LABELS, [state.voidCause]),
  );
}

const kindsOf = (terminal: Terminal, { proposals }: CaseState): string =>
  Object.entries(proposals)
    .map(([id, { change, proposedBy }]) => `${terminal.text(CHANGE_LABELS[change.kind])} ${id} (${proposedBy})`)
    .join('; ');
