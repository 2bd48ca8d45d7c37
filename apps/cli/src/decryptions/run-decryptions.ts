import type { Reading } from '@ledger/runtime';
import type { DecryptionRecord } from '@ledger/vault';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { personWords, pseudonymIn } from '../frame/person-named';
import type { Terminal } from '../frame/terminal';
import { countIn, textOf } from '../frame/values';
import { actorWords, localTime } from '../frame/words';

const ROWS = 50;
const AT_ONCE = 1_000;
const MOST = Number.MAX_SAFE_INTEGER;

export async function runDecryptions(call: Call): Promise<ExitCode> {
  const person = textOf(call, 'person');
  const words = person === undefined ? undefined : await personWords(person);
  const [after, limit] = [countIn(call, 'after', MOST) ?? 0, Math.max(countIn(call, 'limit', MOST) ?? ROWS, 1)];
  return reading(call, async (ask) => {
    const records = await ask((ledger) => lines(ledger, words, after, limit));
    if (call.terminal.json) call.terminal.document({ decryptions: records });
    else show(call.terminal, records);
    return EXIT.ok;
  });
}

async function lines(
  ledger: Reading,
  words: string | undefined,
  after: number,
  limit: number,
): Promise<readonly DecryptionRecord[]> {
  const person = words === undefined ? undefined : pseudonymIn(ledger, words);
  const found: DecryptionRecord[] = [];
  for (let at = after; found.length < limit;) {
    const page = await ledger.vault.decryptions(at, AT_ONCE);
    found.push(...page.filter((record) => person === undefined || record.person === person));
    if (page.length < AT_ONCE) break;
    at = page.at(-1)?.sequence ?? at;
  }
  return found.slice(0, limit);
}

function show(terminal: Terminal, records: readonly DecryptionRecord[]): void {
  terminal.table(
    [
      { head: { zh: '序号', en: 'No.' }, right: true },
      { head: { zh: '时间', en: 'When' } },
      { head: { zh: '何人', en: 'Who' } },
      { head: { zh: '谁的', en: 'Whose' } },
      { head: { zh: '内容', en: 'Fields' } },
      { head: { zh: '为何', en: 'Why' } },
      { head: { zh: '结果', en: 'Outcome' } },
    ],
    records.map(({ sequence, at, actor, person, fields, purpose, outcome }) => [
      String(sequence),
      localTime(at),
      actorWords(terminal, actor),
      person,
      fields.join(', '),
      purpose,
      outcome,
    ]),
  );
}
