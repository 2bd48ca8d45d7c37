import { fails, holds, type Label, localTimeOf, PERSON_CATEGORY_LABELS, type Rule } from '@ledger/kernel';
import { CLASS_EVENT_NAMES, CLASS_STATUS_NAMES } from '../../../class';
import type { EnrolmentInput } from '../enrolment-input';

const ORDER = { ruleId: 'B.5-order', clause: '二(三)3' };

/** B.5-order: a case id is used once. */
export const newCase: Rule<EnrolmentInput> = {
  ...ORDER,
  judge: ({ state, caseId }) =>
    state.step === 'none'
      ? holds(state.step)
      : fails(
          `个案编号 ${caseId} 已使用；请换一个编号。`,
          `The case id ${caseId} is in use; take another.`,
          state.step,
        ),
};

/** C.1 公民身份号码: length, date and check character. */
export const idNumberValid: Rule<EnrolmentInput> = {
  ruleId: 'C.1',
  clause: '二(三)3',
  judge: ({ derived }) =>
    derived.idNumberOk
      ? holds()
      : fails(
          '身份证号码不正确（位数、出生日期或校验码）；请对照证件更正后重新报名。',
          'The ID number is wrong (length, date of birth or check character); correct it against the document and enrol again.',
        ),
};

/** B.5-order: who is enrolled has been registered, with a key that still opens the person's values. */
export const personRegistered: Rule<EnrolmentInput> = {
  ...ORDER,
  judge: ({ person }) =>
    person.registered && !person.keyDestroyed
      ? holds()
      : fails(
          '该人员尚未登记，或其个人信息已销毁；请先登记人员，再报名。',
          'The person is not registered, or the personal data was destroyed; register the person first, then enrol.',
        ),
};

const classStepNamed = (type = ''): Label =>
  (CLASS_EVENT_NAMES as Readonly<Record<string, Label>>)[type] ?? { zh: type, en: type };

/** B.5-order: the class is approved or under way; for a late enrolment it may have ended. */
export const classTakesLearners: Rule<EnrolmentInput> = {
  ...ORDER,
  judge({ class: { status, lastStepAt, lastStepType }, command, at }) {
    if (status === 'none') {
      return fails(
        `没有编号为 ${command.classId} 的班期；请核对编号。`,
        `There is no class ${command.classId}; check the id.`,
        status,
      );
    }
    const open = status === 'approved' || status === 'started';
    if (!open && !(command.replaces !== undefined && (status === 'finished' || status === 'closed'))) {
      return fails(
        `班期${CLASS_STATUS_NAMES[status].zh}，不能报名；报名须在开班核准之后、结业之前，结业后只能补录被作废个案的学员。`,
        `The class is ${CLASS_STATUS_NAMES[status].en}; people enrol after its approval and before its end, and afterwards only in place of a voided case.`,
        status,
      );
    }
    if (lastStepAt !== undefined && at < lastStepAt) {
      const last = classStepNamed(lastStepType);
      return fails(
        `业务时间 ${localTimeOf(at)} 早于该班期的上一步“${last.zh}”（${localTimeOf(lastStepAt)}）；请改用其后的时间。`,
        `The business time ${localTimeOf(at)} lies before the last step of the class, “${last.en}” at ${localTimeOf(lastStepAt)}; use a time after it.`,
        status,
      );
    }
    return holds(status);
  },
};

/** A-083-role: a clerk enrols only in place of a voided case, and nobody else does that. */
export const clerksEnrolLate: Rule<EnrolmentInput> = {
  ruleId: 'A-083-role',
  clause: '三(一)',
  judge({ command, actor }) {
    const late = command.replaces !== undefined;
    if (late === (actor.role === 'CLERK')) return holds(actor.role);
    return late
      ? fails(
          '补录由受理人员办理；请向受理窗口申请。',
          'A late enrolment is made by a clerk; ask at the counter.',
          actor.role,
        )
      : fails(
          '报名由培训机构或企业办理；受理人员只能补录替换已作废个案的学员，请填写被替换的个案编号。',
          'The institution or employer enrols its learners; a clerk does so only in place of a voided case, so name the case that is replaced.',
          actor.role,
        );
  },
};

/** B.5-four-eyes: a late enrolment stands on the decisions of two people that voided the wrong person's case and named the right one, with reason and document. */
export const replacesVoidedCase: Rule<EnrolmentInput> = {
  ruleId: 'B.5-four-eyes',
  clause: '二(三)3',
  judge({ command, replaced, caseId }) {
    if (command.replaces === undefined) return holds();
    const { replaces, reason, document, classId, idNumber } = command;
    if (reason === undefined || document === undefined) {
      return fails(
        '补录须写明理由并附依据文件；请补充后重新办理。',
        'A late enrolment needs a reason and a document; add both and try again.',
        replaces,
      );
    }
    if (replaced?.step !== 'voided' || replaced.voidCause !== 'WRONG_PERSON' || replaced.classId !== classId) {
      return fails(
        `个案 ${replaces} 不是本班因报错人员而作废的个案；请先提出更正，经另一人批准作废后再补录。`,
        `Case ${replaces} is not a case of this class voided for a wrong person; propose the correction, have another person approve it, then enrol.`,
        replaces,
      );
    }
    if (replaced.person === idNumber.person) {
      return fails(
        '补录的人员与作废个案的人员相同；请核对身份证号码。',
        'The learner is the very person of the voided case; check the ID number.',
        replaces,
      );
    }
    if (replaced.replacedBy !== undefined && replaced.replacedBy !== caseId) {
      return fails(
        `作废的个案 ${replaces} 已由个案 ${replaced.replacedBy} 替换；一个作废个案只能补录一人，请核对。`,
        `The voided case ${replaces} was already replaced by case ${replaced.replacedBy}; it makes room for one late enrolment only, so check which case is meant.`,
        replaces,
      );
    }
    if (replaced.replacement !== idNumber.person) {
      return fails(
        `补录的人员须由一人提出、另一人批准（替换人员）；作废的个案 ${replaces} ${replaced.replacement === undefined ? '尚未确定替换人员' : '确定的是另一人'}，请先办理替换人员，或核对身份证号码。`,
        `One person proposes and another approves who is enrolled in place of a voided case; for case ${replaces} ${replaced.replacement === undefined ? 'nobody was named yet' : 'somebody else was named'}, so propose the replacement first, or check the ID number.`,
        replaces,
      );
    }
    return holds(replaces);
  },
};

/** the project is in the catalogue on the day the class starts. */
export const projectListed: Rule<EnrolmentInput> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge: ({ plan, project, startsOn }) =>
    project !== undefined
      ? holds(project.projectId)
      : fails(
          `培训项目 ${plan?.projectId ?? ''} 在开班日 ${startsOn} 不在补贴性培训项目目录；请选择目录内的班期。`,
          `The project ${plan?.projectId ?? ''} is not in the catalogue on ${startsOn}, when the class starts; choose a class of a listed project.`,
          plan?.projectId ?? null,
        ),
};

/** the category that the training is funded for is one of those named. */
export const primaryIsNamed: Rule<EnrolmentInput> = {
  ruleId: 'A-004',
  clause: '一(一)',
  judge: ({ command }) =>
    command.categories.includes(command.primaryCategory)
      ? holds(command.primaryCategory)
      : fails(
          `主要类别“${PERSON_CATEGORY_LABELS[command.primaryCategory].zh}”不在所报类别之中；请在所报类别中选一个作为主要类别。`,
          `The primary category “${PERSON_CATEGORY_LABELS[command.primaryCategory].en}” is not among those named; choose one of them.`,
          command.primaryCategory,
        ),
};
