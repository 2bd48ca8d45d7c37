import type { PublishedLine } from '@ledger/streams/publicity';
import { PUBLICITY_STATUS_LABELS } from '@ledger/views/labels';
import type { PublicityListRow } from '@ledger/views/publicity/publicity-lists.projection';
import { publicityListById } from '@ledger/views/publicity/publicity-lists.query';
import type { WithKey } from '@ledger/viewstore';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { openingIn } from '../frame/opening';
import { nothingNamed } from '../frame/problem';
import type { Terminal } from '../frame/terminal';
import { argumentOf } from '../frame/values';
import { money, unitWords } from '../frame/words';

/** What was shown, as the vault keeps it; null where it cannot be read any more. */
type Shown = readonly PublishedLine[] | null;

export async function runPublicity(call: Call): Promise<ExitCode> {
  const id = argumentOf(call, 0).toLowerCase();
  const opening = openingIn(call);
  return reading(call, async (ask) => {
    const list = await ask(({ views }) => publicityListById(views, id));
    if (!list) throw nothingNamed(`publicity ${id}`);
    const shown = opening && (await ask(({ vault }) => shownOn(vault, list, opening)));
    const { terminal } = call;
    if (terminal.json) terminal.document({ list, shown });
    else show(terminal, list, shown);
    return EXIT.ok;
  });
}

async function shownOn(
  vault: { openDocument(sha256: string, why: object): Promise<Uint8Array | undefined> },
  { digest }: PublicityListRow,
  { actor, why }: NonNullable<ReturnType<typeof openingIn>>,
): Promise<Shown> {
  const bytes = await vault.openDocument(digest, { actor, purpose: why, fields: ['publishedList'] });
  // The vault gives back only the bytes of that digest, which OpenPublicity made.
  return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as readonly PublishedLine[]) : null;
}

function show(terminal: Terminal, list: WithKey<PublicityListRow>, shown: Shown | undefined): void {
  const { key, status, unit, firstDay, lastDay, digest, caseIds, omitted } = list;
  terminal.line(
    `${terminal.paint('bold', key)}  ${terminal.paint('green', terminal.text(PUBLICITY_STATUS_LABELS[status]))}  ${unitWords(terminal, unit)}  ${firstDay} – ${lastDay}`,
  );
  terminal.line(`  SHA-256 ${digest}`);
  if (shown) showLines(terminal, shown);
  else for (const caseId of caseIds) terminal.line(`  ${caseId}`);
  if (shown === null) terminal.say({ zh: '  名单已不可读', en: '  the list cannot be read any more' });
  for (const { caseId, ruleId } of omitted)
    terminal.say({ zh: `  未列入：${caseId}（${ruleId}）`, en: `  left out: ${caseId} (${ruleId})` });
}

function showLines(terminal: Terminal, lines: readonly PublishedLine[]): void {
  terminal.table(
    [
      { head: { zh: '姓名', en: 'Name' } },
      { head: { zh: '专项', en: 'Programme' } },
      { head: { zh: '工种', en: 'Occupation' } },
      { head: { zh: '等级', en: 'Level' } },
      { head: { zh: '机构', en: 'Institution' } },
      { head: { zh: '金额', en: 'Amount' }, right: true },
    ],
    lines.map(({ name, programme, occupationId, workType, skillItem, level, institution, amountFen }) => [
      name,
      programme,
      [occupationId, workType, skillItem].filter((each) => each !== undefined).join(' '),
      level ?? '',
      institution,
      money(amountFen),
    ]),
  );
}
