import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '@ledger/runtime';
import type { ProjectionStatus } from '@ledger/viewstore';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import type { Terminal } from '../frame/terminal';
import { localTime, plainNumber } from '../frame/words';

interface Status {
  readonly folder: string;
  readonly ledgerId: string;
  readonly clock: string;
  readonly goLive?: string;
  /** Position of the last event: how many there are, where positions count events; bytes of the log on EventStoreDB. */
  readonly head: number;
  readonly countsEvents: boolean;
  readonly lastRecordedAt?: string;
  readonly views: readonly (ProjectionStatus & { readonly lag: number })[];
  readonly writer?: { readonly pid: number; readonly host: string; readonly since: string };
  /** Bytes by file. */
  readonly files: Readonly<Record<string, number>>;
  readonly notices: readonly { readonly zh: string; readonly en: string }[];
}

/** Exit code 1 while a view lags behind for good or holds parked events. */
export async function runStatus(call: Call): Promise<ExitCode> {
  return reading(call, async (ask) => {
    const status = await ask((ledger) => look(ledger));
    for (const notice of status.notices) call.terminal.note(notice);
    if (call.terminal.json) {
      const { notices: _told, ...rest } = status;
      call.terminal.document(rest);
    } else show(call.terminal, status);
    return status.views.some(({ parked }) => parked > 0) ? EXIT.refused : EXIT.ok;
  });
}

async function look({ folder, about, log, views, vault }: Reading): Promise<Status> {
  const head = await log.head();
  const [last] = head > 0 ? (await log.readAll(head - 1, 1)).events : [];
  return {
    folder,
    ledgerId: about.ledgerId,
    clock: about.clock,
    goLive: about.goLive,
    head,
    countsEvents: log.dense === true,
    lastRecordedAt: last?.recordedAt,
    views: (await views.status()).map((view) => ({ ...view, lag: head - view.checkpoint })),
    writer: writerOf(folder),
    files: Object.fromEntries(
      readdirSync(folder)
        .toSorted()
        .map((name) => [name, statSync(join(folder, name)).size]),
    ),
    notices: vault.notice ? [vault.notice] : [],
  };
}

/** Who writes the folder now: this program notes it beside its lock. */
function writerOf(folder: string): Status['writer'] {
  const file = join(folder, 'writer.json');
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Status['writer'];
  } catch {
    // It was just being written or removed.
    return undefined;
  }
}

const CLOCKS = { real: { zh: '真实', en: 'real' }, simulated: { zh: '模拟', en: 'simulated' } } as const;

function show(terminal: Terminal, status: Status): void {
  const row = (zh: string, en: string, value: string | undefined): void => {
    if (value !== undefined) terminal.line(`${terminal.text({ zh, en })}: ${value}`);
  };
  row('目录', 'folder', status.folder);
  row('台账', 'ledger', status.ledgerId);
  row('时钟', 'clock', terminal.text(CLOCKS[status.clock === 'simulated' ? 'simulated' : 'real']));
  row('启用时刻', 'go-live', status.goLive && localTime(status.goLive));
  if (status.countsEvents) row('事件', 'events', plainNumber(status.head));
  else row('日志位置', 'position of the log', plainNumber(status.head));
  row('最后记录', 'last recorded', status.lastRecordedAt && localTime(status.lastRecordedAt));
  const { writer } = status;
  row('写入进程', 'writer', writer && `${writer.pid} (${writer.host}, ${writer.since})`);
  terminal.table(
    [
      { head: { zh: '视图', en: 'View' } },
      { head: { zh: '版本', en: 'Version' }, right: true },
      { head: { zh: '位置', en: 'Position' }, right: true },
      { head: { zh: '落后', en: 'Lag' }, right: true },
      { head: { zh: '停放', en: 'Parked' }, right: true },
    ],
    status.views.map(({ projection, version, checkpoint, lag, parked }) => [
      projection,
      String(version),
      plainNumber(checkpoint),
      plainNumber(lag),
      plainNumber(parked),
    ]),
  );
  terminal.table(
    [{ head: { zh: '文件', en: 'File' } }, { head: { zh: '字节', en: 'Bytes' }, right: true }],
    Object.entries(status.files).map(([name, bytes]) => [name, plainNumber(bytes)]),
  );
}
