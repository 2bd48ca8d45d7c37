import {
  defineCommand,
  fails,
  holds,
  type Label,
  type Loaded,
  PERSON_CATEGORY_LABELS,
  type Protected,
  type Rule,
} from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { registered } from '../rules/registered.rule';
import { CATEGORY_EVIDENCE, EVIDENCE_NAMES, VERIFYING_BODY_NAMES } from './category-evidence';
import { RecordCategory } from './record-category.command';

type Given = Protected<RecordCategory, 'idNumber' | 'evidenceNumber'>;
type F = { policy: Loaded<PolicyState> };
type Asked = Matter<Given, PersonState, F>;

const anyOf = <K extends string>(
  language: keyof Label,
  codes: readonly K[],
  names: Readonly<Record<K, Label>>,
): string => codes.map((code) => names[code][language]).join(language === 'zh' ? '或' : ' or ');

/** each category has its evidence and its verifying body. */
const provenByTheRightBody: Rule<Asked> = {
  ruleId: 'A-024',
  clause: '二(一)2',
  judge: ({ command: { category, evidenceKind, verifiedBy } }) => {
    const { kinds, bodies } = CATEGORY_EVIDENCE[category];
    const value = { category, evidenceKind, verifiedBy };
    if (kinds.includes(evidenceKind) && bodies.includes(verifiedBy)) return holds(value);
    const { zh, en } = PERSON_CATEGORY_LABELS[category];
    return fails(
      `人员类别“${zh}”须以${anyOf('zh', kinds, EVIDENCE_NAMES)}为证，由${anyOf('zh', bodies, VERIFYING_BODY_NAMES)}核验；所填为${EVIDENCE_NAMES[evidenceKind].zh}、${VERIFYING_BODY_NAMES[verifiedBy].zh}，请更换证明材料或核验单位。`,
      `Category “${en}” is proven by ${anyOf('en', kinds, EVIDENCE_NAMES)} and verified by ${anyOf('en', bodies, VERIFYING_BODY_NAMES)}, not by ${EVIDENCE_NAMES[evidenceKind].en} and ${VERIFYING_BODY_NAMES[verifiedBy].en}; give the right evidence or body.`,
      value,
    );
  },
};

/** a category holds as of the training date, so that its days must be known. */
const holdsForSomeDays: Rule<Asked> = {
  ruleId: 'A-004',
  clause: '一(一)',
  judge: ({ command: { validFrom, validTo }, context: { today } }) => {
    const value = { validFrom, validTo: validTo ?? null };
    if (validTo !== undefined && validTo < validFrom) {
      return fails(
        `有效期止 ${validTo} 早于有效期起 ${validFrom}；请核对证明材料上的日期。`,
        `It ends on ${validTo}, before it begins on ${validFrom}; check the dates on the evidence.`,
        value,
      );
    }
    if (validFrom > today) {
      return fails(
        `有效期起 ${validFrom} 晚于今天 ${today}；请在证明生效后再登记。`,
        `It begins on ${validFrom}, later than today (${today}); record it once it holds.`,
        value,
      );
    }
    return holds(value);
  },
};

export const recordCategory = defineCommand<RecordCategory, Given, PersonState, F>({
  name: 'RecordCategory',
  zh: '登记人员类别',
  en: 'Record a category of a person',
  shape: RecordCategory,
  stream: personStream,
  target: ({ idNumber }, _commandId, keyed) => keyed.pseudonym(idNumber),
  subject: ({ idNumber }) => ({ unit: 'XC', person: idNumber.person }),
  decide: (command, state, context) =>
    decideBy<Asked>([registered, provenByTheRightBody, holdsForSomeDays], { command, state, context }, () => {
      const { category, evidenceKind: kind, evidenceNumber: number, verifiedBy, validFrom, validTo } = command;
      return {
        events: personEvent('CategoryRecorded', {
          category,
          evidence: { kind, number, verifiedBy },
          validFrom,
          validTo,
        }),
      };
    }),
});
