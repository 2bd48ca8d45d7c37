import { fails, holds, type Rule, yearOf } from '@ledger/kernel';
import type { CertificateInput } from '../certificate-input';
import { isGraded } from '../certificate-of-project';

const CLAUSE = '二(三)1';
const HENAN = '41';

/** C.6-form: the number has the form of its kind, and was given in Henan where it says so. */
export const numberForm: Rule<CertificateInput> = {
  ruleId: 'C.6-form',
  clause: CLAUSE,
  judge({ derived: { formOk, province } }) {
    if (!formOk) {
      return fails(
        '证书编号不符合该类证书的编号规则；请对照证书原件核对种类和编号。',
        'The certificate number has not the form of its kind; check kind and number against the certificate.',
      );
    }
    if (province === undefined || province === HENAN) return holds(province);
    return fails(
      `证书编号中的省份代码为 ${province}，不是河南（${HENAN}）；请核对编号，外省评价的证书不能在本市申领。`,
      `The number says province ${province}, not Henan (${HENAN}); check it, for a certificate of another province cannot be claimed here.`,
      province,
    );
  },
};

/** C.6-level: the level is the one that the number encodes, and one that the project trains for. */
export const numberLevel: Rule<CertificateInput> = {
  ruleId: 'C.6-level',
  clause: CLAUSE,
  judge({ certificate: { kind, level }, derived, project }) {
    if (derived.aboveLevels || (derived.level !== undefined && derived.level !== level)) {
      return fails(
        `证书编号表示的等级为 ${derived.level ?? '特级技师'}，与填报的 ${level ?? '无等级'} 不一致；请对照证书原件更正等级或编号。`,
        `The number encodes level ${derived.level ?? 'above L1'}, but ${level ?? 'no level'} is stated; correct the level or the number against the certificate.`,
        level,
      );
    }
    if (isGraded(kind) && level === null) {
      return fails('该类证书分等级；请填写证书等级。', 'Certificates of this kind have a level; state it.', level);
    }
    const trained: readonly string[] = project?.levels ?? [];
    if (level === null || trained.includes(level) || (isGraded(kind) && trained.length === 0)) return holds(level);
    return fails(
      `培训项目的等级为 ${trained.join('、') || '不分等级'}，不含 ${level}；请核对证书等级和班期。`,
      `The project trains for ${trained.join(', ') || 'no level'}, not for ${level}; check the level and the class.`,
      level,
    );
  },
};

/** C.6-year: the year that the number encodes is the year of issue. */
export const numberYear: Rule<CertificateInput> = {
  ruleId: 'C.6-year',
  clause: CLAUSE,
  judge: ({ certificate: { issuedOn }, derived: { issueYear } }) =>
    issueYear === undefined || issueYear === yearOf(issuedOn)
      ? holds(issueYear)
      : fails(
          `证书编号表示的年份为 ${issueYear}，发证日期为 ${issuedOn}；请对照证书原件更正。`,
          `The number encodes the year ${issueYear}, but the issue date is ${issuedOn}; correct whichever is wrong.`,
          issueYear,
        ),
};

/** C.6-holder: a number that holds an ID number holds the learner's. */
export const numberHolder: Rule<CertificateInput> = {
  ruleId: 'C.6-holder',
  clause: CLAUSE,
  judge: ({ derived: { ofHolder } }) =>
    ofHolder === false
      ? fails(
          '证书编号中的身份证号码不是本学员的；请核对证书是否属于本人。',
          'The ID number within the certificate number is not the learner’s; check whose certificate it is.',
          false,
        )
      : holds(ofHolder),
};
