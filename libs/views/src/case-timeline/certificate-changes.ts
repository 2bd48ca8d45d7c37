import { CERTIFICATE_KIND_LABELS, type Label } from '@ledger/kernel';
import type { CertificateFacts } from '@ledger/streams/case';

const ISSUES = { FIRST: { zh: '初领', en: 'first issue' }, RENEWAL: { zh: '复审', en: 'renewal' } } as const;

const plain = (value: string | null | undefined): Label | undefined =>
  value === null || value === undefined ? undefined : { zh: value, en: value };

/** What a correction of a certificate may change beside its number, and how it is read. */
const PARTS: readonly (Label & { read(facts: CertificateFacts): Label | undefined })[] = [
  { zh: '种类', en: 'kind', read: ({ kind }) => CERTIFICATE_KIND_LABELS[kind] },
  { zh: '等级', en: 'level', read: ({ level }) => plain(level) },
  { zh: '职业', en: 'occupation', read: ({ occupationId }) => plain(occupationId) },
  { zh: '工种', en: 'work type', read: ({ workType }) => plain(workType) },
  { zh: '项目', en: 'item', read: ({ skillItem }) => plain(skillItem) },
  { zh: '领证类型', en: 'issue', read: ({ issue }) => issue && ISSUES[issue] },
  { zh: '发证日期', en: 'issue date', read: ({ issuedOn }) => plain(issuedOn) },
  { zh: '发证机构', en: 'issuing body', read: ({ issuer }) => plain(issuer) },
  { zh: '依据文件', en: 'document', read: ({ document }) => plain(document?.number) },
];

/** Tells one sealed number from another: the beginning of its keyed hash. */
export const numberRef = ({ certificateId }: CertificateFacts): string => certificateId.slice(0, 8);

const NONE: Label = { zh: '无', en: 'none' };

/** 更正内容: what differs between the two, part by part. That the number changed is said; the number itself is personal. */
export function certificateChanges(before: CertificateFacts, after: CertificateFacts): Label {
  const changes: Label[] = [];
  if (before.certificateId !== after.certificateId && before.kind === after.kind)
    changes.push({
      zh: `编号（保密，代号 ${numberRef(before)} → ${numberRef(after)}）`,
      en: `its number (sealed, reference ${numberRef(before)} → ${numberRef(after)})`,
    });
  for (const { zh, en, read } of PARTS) {
    const [old = NONE, now = NONE] = [read(before), read(after)];
    if (old.en !== now.en)
      changes.push({ zh: `${zh}由“${old.zh}”改为“${now.zh}”`, en: `${en} from “${old.en}” to “${now.en}”` });
  }
  if (changes.length === 0) return { zh: '内容未变', en: 'nothing in it changed' };
  return { zh: changes.map(({ zh }) => zh).join('；'), en: changes.map(({ en }) => en).join('; ') };
}
