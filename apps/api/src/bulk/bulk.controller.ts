import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { bulkKind, csvTemplate, isBulkKind, isTableFormat, xlsxTemplate, type JobStore } from '@ledger/bulk';
import { isValidInstant, type Actor } from '@ledger/kernel';
import { READING, type Reading } from '@ledger/runtime';
import { ledgerKeyed } from '@ledger/runtime/ledger-keyed';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIGURATION, type Configuration } from '../configuration/configuration';
import { notFound, problem } from '../problems/api-problem';
import { askedOf } from '../questions/asked-of';
import { powersOf } from '../questions/powers-of';
import { expiryOf, SignedIn } from '../sign-in/signed-in';
import { tableBytes } from './bulk-body';
import { BulkDesk } from './bulk-desk';
import {
  BulkCommitAsked,
  BulkJobAsked,
  BulkJobsAsked,
  BulkPageAsked,
  BulkTemplateAsked,
  BulkUploadAsked,
} from './bulk.dto';
import { badCellBody, jobBody } from './job-body';
import { JobRuns } from './job-runs';
import { JOB_STORE } from './job-store.token';
import { JobStream } from './job-stream';
import { resultFile } from './result-file';

const USUAL_LIMIT = 200;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 批量上传: a file of rows in, its preview out; then the job that does them. */
@Controller('bulk')
export class BulkController {
  constructor(
    private readonly desk: BulkDesk,
    private readonly runs: JobRuns,
    private readonly stream: JobStream,
    @Inject(JOB_STORE) private readonly store: JobStore,
    @Inject(READING) private readonly reading: Reading,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Post('uploads/:kind')
  async upload(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.powers('bulk-upload', actor);
    const asked = askedOf(BulkUploadAsked, { ...addressOf(request) }) as BulkUploadAsked;
    this.desk.assertMayUpload(actor, asked);
    const format = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!isTableFormat(format))
      throw problem(
        415,
        'bulk-media-type',
        '文件须为 xlsx、text/csv 或 application/x-ndjson。',
        'The file must be xlsx, text/csv or application/x-ndjson.',
      );
    const { job, isNew } = await this.desk.inTurn(async () =>
      this.desk.upload(actor, asked, format, await tableBytes(request.body, this.configuration.bulkBytes)),
    );
    const badCells = await this.badCellPage(job.id, 0, USUAL_LIMIT);
    void reply
      .status(isNew ? 201 : 200)
      .header('cache-control', 'no-store')
      .send({
        ...jobBody(job, this.runs.paceOf(job.id)),
        ...badCells,
      });
  }

  @Get('jobs')
  async jobs(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { office } = this.powers('bulk-jobs', actor);
    const { cursor, limit = USUAL_LIMIT } = askedOf(BulkJobsAsked, request) as BulkJobsAsked;
    const wanted = {
      limit,
      ...(office === undefined ? {} : { unit: office }),
      ...(cursor === undefined ? {} : { before: cursor }),
    };
    const { jobs, before } = await this.store.page(wanted);
    send(reply, { rows: jobs.map((job) => jobBody(job, this.runs.paceOf(job.id))), ...cursorOf(before) });
  }

  @Get('jobs/:jobId')
  async job(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.powers('bulk-job', actor);
    const { jobId } = askedOf(BulkJobAsked, request) as BulkJobAsked;
    const job = await this.desk.seen('bulk-job', actor, jobId);
    if (!(request.headers.accept ?? '').includes('text/event-stream')) {
      send(reply, jobBody(job, this.runs.paceOf(jobId)));
      return;
    }
    const seen = request.headers['last-event-id'];
    await this.stream.tell(jobId, typeof seen === 'string' ? seen : undefined, expiryOf(request), reply);
  }

  @Get('jobs/:jobId/bad-cells')
  async badCells(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.powers('bulk-bad-cells', actor);
    const { jobId, cursor = 0, limit = USUAL_LIMIT } = askedOf(BulkPageAsked, request) as BulkPageAsked;
    await this.desk.seen('bulk-bad-cells', actor, jobId);
    const { bad, cursor: next } = await this.badCellPage(jobId, cursor, limit);
    send(reply, { rows: bad, ...cursorOf(next) });
  }

  @Get('jobs/:jobId/result')
  async result(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.powers('bulk-result', actor);
    const { jobId, cursor = 0, limit = USUAL_LIMIT } = askedOf(BulkPageAsked, request) as BulkPageAsked;
    await this.desk.seen('bulk-result', actor, jobId);
    const { accept = '' } = request.headers;
    if (accept.includes('text/csv') || accept.includes('application/x-ndjson')) {
      const format = accept.includes('text/csv') ? 'csv' : 'ndjson';
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
      void attached(reply, `result-${jobId}.${format}`, type).send(resultFile(this.store, jobId, format));
      return;
    }
    const rows = await this.store.outcomes(jobId, cursor, limit);
    send(reply, { rows, ...cursorOf(rows.length === limit ? rows.at(-1)?.row : undefined) });
  }

  @Post('jobs/:jobId/commit')
  async commit(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.powers('bulk-commit', actor);
    const { jobId, skipBad } = askedOf(BulkCommitAsked, addressOf(request)) as BulkCommitAsked;
    const at = request.headers['business-time'];
    if (at !== undefined && (typeof at !== 'string' || !isValidInstant(at)))
      throw problem(
        400,
        'invalid-time',
        'Business-Time 须为 UTC 时刻，如 2020-10-15T00:30:00.000Z。',
        'Business-Time is a UTC instant such as 2020-10-15T00:30:00.000Z.',
      );
    const job = await this.desk.commit(actor, jobId, skipBad === 'true', at);
    void reply
      .status(202)
      .header('cache-control', 'no-store')
      .send(jobBody(job, this.runs.paceOf(jobId)));
  }

  @Post('jobs/:jobId/cancel')
  async cancel(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.powers('bulk-cancel', actor);
    const { jobId } = askedOf(BulkJobAsked, addressOf(request)) as BulkJobAsked;
    const job = await this.desk.cancel(actor, jobId);
    void reply.status(200).header('cache-control', 'no-store').send(jobBody(job, undefined));
  }

  @Get('templates/:template')
  template(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.powers('bulk-template', actor);
    const { template } = askedOf(BulkTemplateAsked, request) as BulkTemplateAsked;
    const [name = '', format] = template.split('.');
    if (!isBulkKind(name)) throw notFound();
    if (format === 'csv') void attached(reply, template, 'text/csv; charset=utf-8').send(csvTemplate(bulkKind(name)));
    else void attached(reply, template, XLSX).send(Buffer.from(xlsxTemplate(bulkKind(name))));
  }

  /** Asked before anything else is looked at, so that nobody learns from a fault in what they may not ask. */
  private powers(question: string, actor: Actor): { readonly office?: string } {
    return powersOf(question, actor, ledgerKeyed(this.reading.vault)).visible;
  }

  private async badCellPage(
    jobId: string,
    after: number,
    limit: number,
  ): Promise<{ bad: readonly object[]; cursor?: number }> {
    const job = await this.store.find(jobId);
    const cells = job ? await this.store.badCells(jobId, after, limit) : [];
    const bad = job ? cells.map((cell) => badCellBody(job, cell)) : [];
    return { bad, ...cursorOf(cells.length === limit ? cells.at(-1)?.number : undefined) };
  }
}

/** What is asked by address alone: a body is a file, or nothing. */
const addressOf = ({ params, query }: FastifyRequest): Pick<FastifyRequest, 'params' | 'query' | 'body'> => ({
  params,
  query,
  body: undefined,
});

const cursorOf = (cursor: number | undefined): { readonly cursor?: number } => (cursor === undefined ? {} : { cursor });

const send = (reply: FastifyReply, body: object): void =>
  void reply.header('cache-control', 'private, no-cache').send(body);

const attached = (reply: FastifyReply, name: string, type: string): FastifyReply =>
  reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'private, no-cache');
