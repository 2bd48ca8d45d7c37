import type { RecordedEvent } from '@ledger/kernel';
import { caseStream, historyAt, stateAt, type HistoryEntry } from '@ledger/streams';
import type { CaseRow } from '@ledger/views/cases/case-row';
import { caseById } from '@ledger/views/cases/case-search.query';
import { CASE_STATUS_LABELS } from '@ledger/views/labels';
import { personArchive, type PersonArchive } from '@ledger/views/persons/person-archive.query';
import type { Reading } from '@ledger/runtime';
import type { WithKey } from '@ledger/viewstore';
import { showCaseState } from '../replay/case-state';
import { showHistory, timelineWithData } from '../replay/history';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { openingIn } from '../frame/opening';
import { nothingNamed } from '../frame/problem';
import { eventsOf } from '../frame/stream-named';
import type { Terminal } from '../frame/terminal';
import { argumentOf } from '../frame/values';
import { localTime } from '../frame/words';
import { reveal, type Revealed } from '@ledger/runtime/questions/reveal';

interface Found {
  readonly row: WithKey<CaseRow>;
  readonly archive?: PersonArchive;
  /** Whether the learner's key still opens what is sealed. */
  readonly keyIsLive: boolean;
  readonly history: readonly HistoryEntry<RecordedEvent>[];
  readonly revealed?: Revealed;
}

export async function runCase(call: Call): Promise<ExitCode> {
  const caseId = argumentOf(call, 0).toLowerCase();
  const opening = openingIn(call);
  return reading(call, async (ask) => {
    const found = await ask((ledger) => find(ledger, caseId));
    const revealed = opening && (await ask((ledger) => reveal(ledger, caseId, opening.actor, opening.why)));
    const { terminal } = call;
    if (terminal.json) {
      const { row, archive, keyIsLive, history } = found;
      terminal.document({ case: row, keyIsLive, revealed, archive, events: timelineWithData(history) });
    } else show(terminal, { ...found, revealed });
    return EXIT.ok;
  });
}

async function find(ledger: Reading, caseId: string): Promise<Found> {
  const row = await caseById(ledger.views, caseId);
  if (!row) throw nothingNamed(`case ${caseId}`);
  const person = row.person ?? '';
  return {
    row,
    archive: await personArchive(ledger.views, person),
    keyIsLive: (await ledger.vault.keyState(person)).live,
    history: historyAt(await eventsOf(ledger, `${caseStream.prefix}-${caseId}`), {}),
  };
}

function show(terminal: Terminal, { row, archive, keyIsLive, history, revealed }: Found): void {
  terminal.line(
    `${terminal.paint('bold', row.key)}  ${terminal.paint('green', terminal.text(CASE_STATUS_LABELS[row.status]))}  ${localTime(row.since)}`,
  );
  showCaseState(terminal, stateAt(caseStream, history));
  if (!keyIsLive)
    terminal.line(
      terminal.paint(
        'yellow',
        terminal.text({ zh: '  密钥已销毁：个人信息不可读', en: '  key destroyed: personal values cannot be read' }),
      ),
    );
  for (const [field, value] of Object.entries(revealed ?? {}))
    terminal.line(`  ${field}: ${value ?? terminal.text({ zh: '（不可读）', en: '(cannot be read)' })}`);
  if (archive && archive.trainings.length > 1)
    terminal.say({
      zh: `  该劳动者共 ${archive.trainings.length} 次培训：${archive.trainings.map((each) => each.case.key).join('、')}`,
      en: `  trainings of this learner: ${archive.trainings.map((each) => each.case.key).join(', ')}`,
    });
  terminal.line();
  showHistory(terminal, history);
}
