import type { RecordedEvent } from '@ledger/kernel';
import type { HistoryEntry } from '@ledger/streams';
import { timelineOf, type TimelineEntry } from '@ledger/views/case-timeline/case-timeline.query';
import type { Terminal } from '../frame/terminal';
import { withoutCiphers } from '@ledger/runtime/questions/without-ciphers';
import { actorWords, localTime } from '../frame/words';

/** The timeline for programs, with what each event holds. */
export const timelineWithData = (history: readonly HistoryEntry<RecordedEvent>[]): readonly object[] =>
  timelineOf(history).map((entry, i) => ({ ...entry, data: withoutCiphers(history[i]?.event.data) }));

/** The events that made the state, in order, each with who and why; corrections stand beside what they correct, also later ones. */
export function showHistory(terminal: Terminal, history: readonly HistoryEntry<RecordedEvent>[]): void {
  const entries = timelineOf(history);
  const byVersion = new Map(entries.map((entry) => [entry.version, entry]));
  const later = entries.filter(({ discounted }) => discounted === 'later');
  for (const entry of entries) {
    if (entry.discounted === 'later') continue;
    showEntry(terminal, entry);
    for (const version of entry.correctedBy) {
      const correction = byVersion.get(version);
      if (correction)
        terminal.line(
          terminal.paint(
            'yellow',
            `      ↳ v${version} ${localTime(correction.occurredAt)} ${terminal.text(correction)}`,
          ),
        );
    }
  }
  if (later.length > 0) showLater(terminal, later);
}

/** What had not happened yet makes no part of the state: its names only. */
function showLater(terminal: Terminal, later: readonly TimelineEntry[]): void {
  terminal.line();
  terminal.say({
    zh: `此后发生，在此时点不计（${later.length}）：`,
    en: `Happened later, does not count at this moment (${later.length}):`,
  });
  for (const { version, occurredAt, label } of later)
    terminal.line(terminal.paint('dim', `  v${version} ${localTime(occurredAt)} ${terminal.text(label)}`));
}

const NEVER = { zh: '现知其不实，不计', en: 'known now not to be so, does not count' } as const;

function showEntry(terminal: Terminal, entry: TimelineEntry): void {
  const { version, occurredAt, recordedAt, label, actor, reason, document, discounted, corrects, asserted } = entry;
  const title = `${`v${version}`.padEnd(4)} ${localTime(occurredAt)}  ${terminal.text(label)}`;
  const late =
    recordedAt.slice(0, 16) === occurredAt.slice(0, 16) ? '' : ` [${terminal.text(RECORDED)} ${localTime(recordedAt)}]`;
  terminal.line(
    discounted
      ? terminal.paint('dim', `${title} (${terminal.text(NEVER)})`)
      : `${terminal.paint('bold', title)}${terminal.paint('dim', late)}`,
  );
  terminal.line(`     ${terminal.text(entry)}  ${terminal.paint('dim', `— ${actorWords(terminal, actor)}`)}`);
  for (const note of entry.money) terminal.line(`     ¥ ${terminal.text(note)}`);
  if (asserted)
    terminal.line(`     ${terminal.text({ zh: '导入的历史，非本系统办理', en: 'imported history, not done here' })}`);
  if (corrects !== undefined) terminal.line(`     ${terminal.text({ zh: '更正', en: 'corrects' })} v${corrects}`);
  if (reason !== undefined) terminal.line(`     ${terminal.text({ zh: '理由', en: 'reason' })}: ${reason}`);
  if (document)
    terminal.line(
      `     ${terminal.text({ zh: '依据', en: 'document' })}: ${document.number} ${document.title} (${document.issuer}, ${document.issuedOn})`,
    );
}

const RECORDED = { zh: '记录于', en: 'recorded' } as const;
