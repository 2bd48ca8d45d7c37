import { by, GivenLog, uuid } from '@ledger/testing';
import {
  answeredLog,
  BOUNCED,
  certificateOf,
  CLERK,
  CONFIRMER,
  confirmedLog,
  ofCase,
  PAID,
  RATE_FEN,
  REJECTED,
} from '@ledger/testing/programme-log';
import { CASE_EVENT_LABELS } from '../labels';
import { caseTimeline, type TimelineEntry } from './case-timeline.query';
import { CASE_SENTENCES } from './case-sentences.table';

const readOf = (log: GivenLog) => (stream: string) => log.events.filter((event) => event.stream === stream);
const sentences = (entries: readonly TimelineEntry[]): string[] => entries.map(({ zh }) => zh);

describe('the timeline of a case', () => {
  it('tells in order what happened, in sentences, with slot and money', async () => {
    const told = await caseTimeline(readOf(answeredLog()), BOUNCED);
    expect(sentences(told)).toEqual([
      `报名入班 ${uuid(1)}（2020-03-02 开班）`,
      '登记职业技能等级证书 L4，2020-03-20 发证',
      '第 1 次申请 1,600.00 元，依据户籍地',
      '受理',
      '初审通过：材料齐全',
      '复审通过：符合条件',
      '公示 2020-04-01 至 2020-04-08',
      '公示期满',
      '确认 1,600.00 元',
      `第 1 行第 1 次：1,600.00 元编入批次 ${uuid(2)}`,
      `第 1 行第 1 次：支付指令 ${uuid(12).replaceAll('-', '')}101`,
      '第 1 行第 1 次：银行拒付（AC01 账号有误）',
    ]);
    expect(told[2]).toMatchObject({
      version: 3,
      slot: 'taken',
      money: [{ zh: '支用班期资金 1,600.00 元', en: '1,600.00 yuan drawn on the class', amountFen: RATE_FEN }],
      actor: { role: 'INSTITUTION' },
      label: { zh: '申请' },
    });
    expect(told[2]?.position).toBeGreaterThan(0);
  });

  it('says what a rejection gives back', async () => {
    const told = await caseTimeline(readOf(confirmedLog()), REJECTED);
    expect(told.at(-1)).toMatchObject({
      zh: '驳回：学时不足',
      slot: 'given-back',
      money: [{ zh: '退回班期 1,600.00 元' }],
    });
  });

  it('shows a correction and what it corrects side by side, and neither a sealed value', async () => {
    const stream = `case-${PAID}`;
    const log = confirmedLog().on(
      stream,
      by(
        CLERK,
        ofCase('CorrectionProposed', {
          proposalId: 'p',
          change: { kind: 'CERTIFICATE', certificate: certificateOf(PAID, 'L5') },
        }),
      ),
      by(
        CONFIRMER,
        ofCase(
          'CertificateCorrected',
          {
            proposalId: 'p',
            before: certificateOf(PAID),
            certificate: certificateOf(PAID, 'L5'),
            amountFen: 120_000,
            effect: { giveBackFen: 40_000, giveBackTo: 'class' },
            flags: [],
            commandId: uuid(90),
          },
          { corrects: { stream, version: 2 } },
        ),
        { reason: '等级录入有误' },
      ),
    );
    const told = await caseTimeline(readOf(log), PAID);
    expect(told[1]).toMatchObject({ type: 'CertificateRecorded', correctedBy: [11] });
    expect(told[10]).toMatchObject({
      corrects: 2,
      reason: '等级录入有误',
      zh: '证书更正：等级由“L4”改为“L5”，应付改为 1,200.00 元',
      en: 'certificate corrected: level from “L4” to “L5”; 1,200.00 yuan are due now',
    });
    expect(JSON.stringify(told)).not.toContain('cipher');
  });

  it('marks what had not happened by the moment, and leaves out what was not known by it', async () => {
    const log = answeredLog();
    const confirmed = log.events.find(({ type, stream }) => type === 'ClaimConfirmed' && stream === `case-${PAID}`)!;
    const asOf = await caseTimeline(readOf(log), PAID, { asOf: confirmed.occurredAt });
    expect(asOf.filter(({ discounted }) => discounted === 'later').map(({ type }) => type)).toEqual([
      'PayoutAssigned',
      'PayoutInstructed',
      'PayoutSettled',
    ]);
    expect(await caseTimeline(readOf(log), PAID, { asKnown: confirmed.recordedAt })).toHaveLength(9);
    expect(await caseTimeline(readOf(log), 'nobody')).toEqual([]);
  });

  it('has a sentence and a name for every event of a case', () => {
    expect(Object.keys(CASE_SENTENCES).toSorted()).toEqual(Object.keys(CASE_EVENT_LABELS).toSorted());
  });
});
