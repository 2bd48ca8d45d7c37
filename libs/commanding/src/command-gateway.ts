import { AppendFell, CommandIdTaken, type MaybePromise } from '@ledger/eventlog';
import {
  canonicalJson,
  holdsLongNumber,
  isUuid,
  isValidInstant,
  localDateOf,
  parseUscc,
  type Actor,
  type AnyCommandSpec,
  type Json,
} from '@ledger/kernel';
import { invalid, readKeptAnswer, type Answer } from './answer';
import type { Clock } from './clock.port';
import { takeInHand, type CommandInHand, type OnWritten } from './command-in-hand';
import type { CommandRequest } from './command-request';
import { CommandRunner } from './command-runner';
import type { CommandSteps } from './command-steps';
import { repairOpenCommands } from './repair';
import { repairStale } from './shared/repair-stale';
import { namedFiles } from './named-files';
import { shaped } from './shape';
import { isPromise } from './stream-states';

const FUTURE_TOLERANCE_MS = 5 * 60_000;
const MAX_ID_LENGTH = 64;
const ID_NUMBER = /^\d{14,17}[\dXx]$/;
const PSEUDONYM = /^[0-9a-f]{32}$/;
/** What may be repeated of a name that nobody knows. */
const PLAIN_NAME = /^[A-Za-z]{1,64}$/;

export interface GatewayOptions {
  /** A real ledger takes other actors than the operator only for business times before this instant. */
  readonly goLive?: string;
}

/**
 * The one way in for every door: shape, role, exactly one outcome per command id, then the runner.
 * Deliveries of one id never run side by side.
 */
export class CommandGateway {
  private readonly underWay = new Map<string, Promise<unknown>>();
  private readonly runner: CommandRunner;
  /** Commands whose first steps are durable and whose next fell: they are run on before anything else is decided. */
  private readonly leftOpen = new Set<string>();
  private runningOn: Promise<void> | undefined;

  constructor(
    private readonly steps: CommandSteps,
    private readonly options: GatewayOptions = {},
  ) {
    this.runner = new CommandRunner(steps);
  }

  /**
   * `onWritten` is called once when the outcome is written, before it is durable, with what was written. The answer comes
   * only when it is durable. Who gives it will send more meanwhile, so the disk is not waited for at once.
   */
  async execute(request: CommandRequest, onWritten?: OnWritten): Promise<Answer> {
    for (let other = this.underWay.get(request.id); other; other = this.underWay.get(request.id))
      await other.catch(() => undefined);
    const answering = this.answer(request, onWritten);
    this.underWay.set(request.id, answering);
    try {
      return await answering;
    } finally {
      this.underWay.delete(request.id);
    }
  }

  private async answer(request: CommandRequest, onWritten: OnWritten | undefined): Promise<Answer> {
    const { registry, vault } = this.steps.parts;
    const malformed = malformedRequest(request);
    if (malformed) return malformed;
    const spec = registry.command(request.command);
    if (!spec)
      return invalid(
        request.id,
        'unknown-command',
        `没有${PLAIN_NAME.test(request.command) ? `名为“${request.command}”的` : '这一'}命令；请核对命令名称。`,
        `There is no ${PLAIN_NAME.test(request.command) ? `command ${request.command}` : 'such command'}; check its name.`,
      );
    const shape = shaped(spec.shape, request.data);
    if (!shape.ok)
      return invalid(
        request.id,
        'invalid-data',
        '命令的数据不合格式，请按所列字段改正。',
        'The data of the command is malformed; correct the fields listed.',
        shape.errors,
      );
    const digest = vault.digest(canonicalJson({ command: request.command, data: request.data as Json }));
    try {
      if (this.leftOpen.size > 0) await this.runOnLeftOpen();
      const finding = this.steps.parts.store.findClaim(request.id);
      const claim = isPromise(finding) ? await finding : finding;
      if (claim) return await this.again(request.id, claim, digest);
      return await this.first(request, spec, digest, onWritten);
    } catch (error) {
      if (error instanceof CommandIdTaken) return inProgress(request.id);
      if (error instanceof AppendFell) return this.afterFall(request.id);
      throw error;
    }
  }

  /** The first delivery of an id, its shape checked. */
  private async first(
    request: CommandRequest,
    spec: AnyCommandSpec,
    digest: string,
    onWritten: OnWritten | undefined,
  ): Promise<Answer> {
    const { store, keyed, clock, authority } = this.steps.parts;
    const at = request.at ?? clock.now();
    const untimely = this.untimely(request, at);
    if (untimely) return untimely;
    const actor = actorOf(request.actor, (id) => keyed.pseudonym(id));
    // What was checked is the data as it came; deciders and events get that, never a class instance.
    const plain = request.data as object;
    const inHand = takeInHand({
      spec,
      id: request.id,
      plain,
      digest,
      actor,
      operator: request.operator,
      asserted: isAsserted(request, clock),
      at,
      today: localDateOf(at),
      ifMatch: request.ifMatch,
      correlationId: request.correlationId ?? request.id,
      causationId: request.causationId ?? request.id,
      target: `${spec.stream.prefix}-${spec.target(plain, request.id, keyed)}`,
      fallsAtStart: store.falls ?? 0,
      onWritten,
      alone: () => onWritten === undefined && this.underWay.size === 1 && request.inCrowd !== true,
    });
    const untried = authority.mayTry(actor, spec.name);
    if (untried) return this.refuseUntried(inHand, untried);
    const looking = this.withoutFile(request);
    const withoutFile = isPromise(looking) ? await looking : looking;
    return withoutFile ?? this.runner.run(inHand);
  }

  /** D21: what stands on a file stands on one that was handed in before, or `verify` would miss it for good. */
  private withoutFile({ id, data }: CommandRequest): MaybePromise<Answer | undefined> {
    const { vault } = this.steps.parts;
    const named = namedFiles(data as object);
    const looking = named.map(({ sha256 }) => vault.hasDocument(sha256));
    if (!looking.some(isPromise)) return fileMissing(id, named, looking as boolean[]);
    return Promise.all(looking.map(async (kept) => kept)).then((kept) => fileMissing(id, named, kept));
  }

  /** What fell was all of the command, or its last steps: then it is open, and run on. */
  private async afterFall(id: string): Promise<Answer> {
    const claim = await this.steps.parts.store.findClaim(id);
    if (claim?.status !== 'open') return fell(id);
    this.leftOpen.add(id);
    try {
      await this.runOnLeftOpen();
    } catch (error) {
      if (!(error instanceof AppendFell)) throw error;
    }
    const { answer } = (await this.steps.parts.store.findClaim(id)) ?? {};
    return answer === undefined ? fell(id) : readKeptAnswer(answer);
  }

  /** One at a time, so that nothing is run on twice side by side. */
  private runOnLeftOpen(): Promise<void> {
    this.runningOn ??= (async () => {
      for (const id of this.leftOpen) {
        await repairOpenCommands(this.steps, id);
        this.leftOpen.delete(id);
      }
    })().finally(() => {
      this.runningOn = undefined;
    });
    return this.runningOn;
  }

  /** A business time that may not be, or another's act where only history may be another's. */
  private untimely(request: CommandRequest, at: string): Answer | undefined {
    const { clock } = this.steps.parts;
    if (clock.kind === 'real' && Date.parse(at) > Date.parse(clock.now()) + FUTURE_TOLERANCE_MS)
      return invalid(
        request.id,
        'future-time',
        '业务时间晚于现在五分钟以上。',
        'The business time lies more than five minutes in the future.',
      );
    const { goLive } = this.options;
    if (isAsserted(request, clock) && (goLive === undefined || at >= goLive))
      return invalid(
        request.id,
        'foreign-actor',
        '正式台账只接受启用时刻之前的他人历史操作。',
        'A real ledger takes acts of others only for times before its go-live.',
      );
    return undefined;
  }

  /** A role without any row for the command: nothing is loaded, but the refusal is a fact like any other. */
  private async refuseUntried(
    inHand: CommandInHand,
    refusal: { ruleId: string; clause: string; zh: string; en: string },
  ): Promise<Answer> {
    inHand.policyVersion = this.steps.parts.policyStream;
    const sealing = this.steps.sealUnowned(inHand);
    inHand.sealed = isPromise(sealing) ? await sealing : sealing;
    return this.steps.recordRefusal(inHand, refusal, { rules: [{ ruleId: refusal.ruleId }], facts: [] });
  }

  private async again(
    id: string,
    claim: { digest: string; status: string; answer?: string },
    digest: string,
  ): Promise<Answer> {
    if (claim.digest !== digest)
      return invalid(
        id,
        'command-id-reused',
        '此命令编号已用于内容不同的命令，请换新编号。',
        'This command id was used with other data; use a new id.',
      );
    if (claim.status !== 'ended' || claim.answer === undefined) return this.resumed(id);
    await this.steps.parts.store.settled();
    return duplicate(id, readKeptAnswer(claim.answer));
  }

  /**
   * An open claim that nobody is working on: a batch fell under it. Where no other process writes, it is run on at once;
   * on a shared log once nothing was heard of it for long enough.
   */
  private async resumed(id: string): Promise<Answer> {
    if (this.steps.parts.store.shared) {
      const first = await repairStale(this.steps, id);
      return first ? duplicate(id, first) : inProgress(id);
    }
    const [first] = await repairOpenCommands(this.steps, id);
    return first ? duplicate(id, first) : inProgress(id);
  }
}

function fileMissing(id: string, named: ReturnType<typeof namedFiles>, kept: readonly boolean[]): Answer | undefined {
  const missing = named.filter((_, at) => !kept[at]);
  if (missing.length === 0) return undefined;
  return invalid(
    id,
    'file-missing',
    '依据文件的原件尚未存入；请先存入文件，再以其摘要办理。',
    'The file of a document has not been handed in; hand it in first, then name its digest.',
    missing.map(({ pointer }) => ({ pointer, message: 'names a file that was not handed in' })),
  );
}

/** History that somebody else's hands bring in. */
const isAsserted = ({ operator, actor }: CommandRequest, clock: Clock): boolean =>
  operator !== undefined && operator.id !== actor.id && clock.kind === 'real';

const duplicate = (id: string, first: Answer): Answer => ({
  id,
  outcome: 'duplicate',
  first,
  position: first.position,
  ...(first.outcome === 'refused'
    ? {
        problem: {
          ...(first.problem ?? { type: '/problems/refused', detail: '', detailEn: '' }),
          detail: `${first.problem?.detail ?? ''}（同一编号的命令已被拒绝；再次办理请用新编号。）`,
          detailEn: `${first.problem?.detailEn ?? ''} (This id was refused; another try needs a new id.)`,
        },
      }
    : {}),
});

function malformedRequest(request: CommandRequest): Answer | undefined {
  const id = typeof request.id === 'string' ? request.id : '';
  if (!isUuid(id))
    // What was sent instead is not repeated: it may be somebody's number.
    return invalid('', 'invalid-id', '命令编号须为 UUID。', 'The command id must be a UUID.');
  if (typeof request.command !== 'string')
    return invalid(id, 'unknown-command', '缺少命令名称。', 'The name of the command is missing.');
  if (request.at !== undefined && !isValidInstant(request.at))
    return invalid(
      id,
      'invalid-time',
      '业务时间须为 ISO 8601 UTC 时刻。',
      'The business time must be an ISO 8601 UTC instant with milliseconds.',
    );
  const actor = request.actor as Partial<Actor> | undefined;
  for (const field of ['id', 'role', 'unit'] as const) {
    const value = actor?.[field];
    if (typeof value !== 'string' || value.length === 0 || value.length > MAX_ID_LENGTH)
      return invalid(
        id,
        'invalid-actor',
        `操作人的 ${field} 缺失或过长。`,
        `The actor's ${field} is missing or too long.`,
      );
  }
  if (namesPersonInClear(request.actor))
    return invalid(
      id,
      'invalid-actor',
      '操作人须以工号和单位编码登录，不能用身份证号、手机号等个人号码；劳动者用本人身份证号。',
      'Who acts signs in by a staff id and the code of a unit, never by a personal number; a learner by their own ID number.',
    );
  return undefined;
}

/** A personal number where the log would keep it in clear. A learner's ID number becomes a pseudonym, and a credit code is nobody's. */
function namesPersonInClear({ id, role, unit }: Actor): boolean {
  const pseudonymous = role === 'LEARNER' && (ID_NUMBER.test(id) || PSEUDONYM.test(id));
  return (
    (!pseudonymous && holdsLongNumber(id)) || holdsLongNumber(role) || (holdsLongNumber(unit) && !parseUscc(unit).ok)
  );
}

/** A learner signs in by ID number; the ledger knows only the pseudonym. */
const actorOf = (actor: Actor, pseudonym: (idNumber: string) => string): Actor =>
  actor.role === 'LEARNER' && ID_NUMBER.test(actor.id)
    ? { id: pseudonym(actor.id), role: actor.role, unit: actor.unit }
    : { id: actor.id, role: actor.role, unit: actor.unit };

const inProgress = (id: string): Answer => ({
  id,
  outcome: 'conflict',
  problem: {
    type: '/problems/in-progress',
    detail: '此编号的命令正在办理中，请稍后查询。',
    detailEn: 'The command with this id is in progress; ask again soon.',
  },
});

const fell = (id: string): Answer => ({
  id,
  outcome: 'unavailable',
  problem: {
    type: '/problems/not-durable',
    detail: '本次写入未能落盘（磁盘可能已满），命令尚未办结；请稍后用同一编号重试。',
    detailEn:
      'The write could not be made durable (the disk may be full) and the command is not done; try again with the same id.',
  },
});
