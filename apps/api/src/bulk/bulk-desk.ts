import { Inject, Injectable } from '@nestjs/common';
import {
  bulkKind,
  forgetFile,
  jobId,
  JobUnderWay,
  previewFile,
  sha256Of,
  TableRefused,
  type BulkJob,
  type JobStore,
  type NewJob,
  type RowData,
  type TableFormat,
} from '@ledger/bulk';
import { localDateOf, type Actor } from '@ledger/kernel';
import { Ledger } from '@ledger/runtime';
import { ledgerKeyed } from '@ledger/runtime/ledger-keyed';
import { authority } from '@ledger/streams';
import { CONFIGURATION, type Configuration } from '../configuration/configuration';
import { notFound, problem, type ProblemAnswer } from '../problems/api-problem';
import { powersOf } from '../questions/powers-of';
import type { BulkUploadAsked } from './bulk.dto';
import { JobRuns } from './job-runs';
import { JOB_STORE } from './job-store.token';
import { Places } from './places';

/** Files that are read side by side: each is held whole while it is. */
const READ_AT_ONCE = 2;
const MOST_WAITING = 64;
const HOUR_MS = 3_600_000;

/** 批量窗口: takes files in, shows what is in them, and has them done. */
@Injectable()
export class BulkDesk {
  private readonly places = new Places(READ_AT_ONCE, MOST_WAITING);

  constructor(
    @Inject(JOB_STORE) private readonly store: JobStore,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly runs: JobRuns,
  ) {}

  /** Whether somebody may upload such a file: by the table of questions, and by that of the command that its rows become. */
  assertMayUpload(actor: Actor, { kind }: BulkUploadAsked): void {
    powersOf('bulk-upload', actor, ledgerKeyed(this.ledger.parts.vault));
    this.assertMayTry(actor, bulkKind(kind).command.name);
  }

  /** Holds a place among the files that are read, for as long as `work` lasts. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.places.hold(work);
  }

  /** The job of a file: a new one with its preview, or the one that the same client made of the same bytes before. */
  async upload(
    actor: Actor,
    asked: BulkUploadAsked,
    format: TableFormat,
    bytes: Buffer,
  ): Promise<{ job: BulkJob; isNew: boolean }> {
    const { vault, clock } = this.ledger.parts;
    const common = commonOf(asked);
    const id = jobId(vault, actor, asked.kind, common, sha256Of(bytes));
    const known = await this.store.find(id);
    if (known?.state === 'reading') throw beingRead();
    if (known && known.state !== 'cancelled' && known.state !== 'expired') return { job: known, isNew: false };
    const now = Date.now();
    const job: NewJob = {
      id,
      kind: asked.kind,
      format,
      actor,
      common,
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + this.configuration.bulkKeepHours * HOUR_MS).toISOString(),
    };
    try {
      await previewFile({ store: this.store, vault, today: localDateOf(clock.now()) }, job, bytes);
    } catch (error) {
      if (error instanceof JobUnderWay) throw beingRead();
      throw error instanceof TableRefused ? fileProblem(error) : error;
    }
    return { job: await this.jobOf(id), isNew: true };
  }

  /** @throws ProblemAnswer 404 where there is none, or none that may be seen */
  async seen(question: string, actor: Actor, id: string): Promise<BulkJob> {
    const { visible } = powersOf(question, actor, ledgerKeyed(this.ledger.parts.vault));
    const job = await this.store.find(id);
    if (!job || (visible.office !== undefined && visible.office !== job.actor.unit)) throw notFound();
    return job;
  }

  /** Committing again changes nothing. */
  async commit(actor: Actor, id: string, skipBad: boolean, at: string | undefined): Promise<BulkJob> {
    const job = await this.seen('bulk-commit', actor, id);
    this.assertMayTry(actor, bulkKind(job.kind).command.name);
    if (job.state === 'running' || job.state === 'done') return job;
    if (job.state !== 'previewed') throw dropped();
    if (job.badRows > 0 && !(skipBad && bulkKind(job.kind).whole === undefined)) throw badRows(job);
    const committedAt = new Date().toISOString();
    const commitment = { skipBad, committedAt, committedBy: actor, ...(at === undefined ? {} : { at }) };
    if (await this.store.commit(id, commitment)) this.runs.start(id);
    return this.jobOf(id);
  }

  async cancel(actor: Actor, id: string): Promise<BulkJob> {
    const job = await this.seen('bulk-cancel', actor, id);
    if (job.state === 'running' || job.state === 'done')
      throw problem(409, 'bulk-state', '作业已提交，不能取消。', 'The job was committed and cannot be cancelled.');
    if (await this.store.drop(id, 'cancelled', new Date().toISOString())) await forgetFile(this.ledger.parts.vault, id);
    return this.jobOf(id);
  }

  private assertMayTry(actor: Actor, command: string): void {
    const refusal = authority.mayTry(actor, command);
    if (refusal)
      throw problem(403, refusal.ruleId, refusal.zh, refusal.en, { ruleId: refusal.ruleId, clause: refusal.clause });
  }

  private async jobOf(id: string): Promise<BulkJob> {
    const job = await this.store.find(id);
    if (!job) throw notFound();
    return job;
  }
}

/** What is said once for the whole file, as far as its kind knows it. */
function commonOf({ kind, classId, batchId }: BulkUploadAsked): RowData {
  const given = Object.entries({ classId, batchId }).filter(([, value]) => value !== undefined);
  const { common, whole } = bulkKind(kind);
  const wrong = given
    .filter(([name]) => !common.includes(name))
    .map(([name]) => [name, 'does not belong to this kind']);
  const missing = whole
    ? common.filter((name) => given.every(([each]) => each !== name)).map((name) => [name, 'must be given'])
    : [];
  const errors = [...wrong, ...missing].map(([name = '', message = '']) => ({ pointer: `/${name}`, message }));
  if (errors.length === 0) return Object.fromEntries(given);
  throw problem(400, 'invalid-query', '参数有误，请按所列改正。', 'A parameter is wrong; correct those listed.', {
    errors,
  });
}

const fileProblem = ({ faults }: TableRefused): ProblemAnswer =>
  problem(
    400,
    'bulk-file',
    `文件不能读取：${faults.map(({ zh }) => zh).join('')}`,
    `The file cannot be read: ${faults.map(({ en }) => en).join(' ')}`,
    {
      errors: faults.map(({ row, column, zh, en }) => ({
        pointer: `/${row ?? ''}${column ?? ''}`,
        message: `${zh} ${en}`,
      })),
    },
  );

const beingRead = (): ProblemAnswer =>
  problem(409, 'in-progress', '同一文件正在读取。', 'The same file is being read.', { retryAfterS: 2 });

const badRows = ({ badRows: rows, badCells, kind }: BulkJob): ProblemAnswer =>
  bulkKind(kind).whole
    ? problem(
        409,
        'bulk-bad-rows',
        `有 ${rows} 行、${badCells} 个单元格有误；此类文件须整份正确，请改正后重新上传。`,
        `${rows} rows have ${badCells} bad cells; a file of this kind counts as a whole, so correct it and upload it again.`,
      )
    : problem(
        409,
        'bulk-bad-rows',
        `有 ${rows} 行、${badCells} 个单元格有误；改正后重新上传，或以 skipBad=true 略过这些行。`,
        `${rows} rows have ${badCells} bad cells; correct them and upload the file again, or leave them out with skipBad=true.`,
      );

const dropped = (): ProblemAnswer =>
  problem(
    409,
    'bulk-state',
    '作业已取消或过期；请重新上传。',
    'The job was cancelled or has expired; upload the file again.',
  );
