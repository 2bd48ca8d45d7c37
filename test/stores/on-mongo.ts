import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CommandGateway,
  CommandSteps,
  Registry,
  RunningCommands,
  SimulatedClock,
  StreamStates,
  type Answer,
  type CommandRequest,
} from '@ledger/commanding';
import { eventId, openSqliteEventStore, SqliteCache, type SqliteEventStore } from '@ledger/eventlog';
import { FilePaymentChannel } from '@ledger/payments';
import {
  destroyKey,
  flagDelisted,
  ProcessRunner,
  settleDue,
  writePaymentFile,
  type ProcessHands,
} from '@ledger/processes';
import { ledgerKeyed } from '@ledger/runtime';
import { aboutLedger, firstEvent, LEDGER_STREAM } from '@ledger/runtime/about-ledger';
import { BlindIndexer } from '@ledger/runtime/search/blind-indexer';
import { allCommands, allStreams, authority, policyStream, POLICY_ID } from '@ledger/streams';
import { openMongoKeyVault, type KeyVault } from '@ledger/vault';
import { claimsInHand, projections } from '@ledger/views';
import { openMongoViewStore, Projector, type MongoViewStore } from '@ledger/viewstore';

const PATIENCE_MS = 60_000;

/** A ledger whose log lies in a folder, and whose views and vault lie on a server. */
export class OnMongo {
  private constructor(
    readonly folder: string,
    readonly log: SqliteEventStore,
    readonly vault: KeyVault,
    readonly views: MongoViewStore,
    private readonly gateway: CommandGateway,
    private readonly running: {
      readonly projector: Projector;
      readonly processes: ProcessRunner;
      readonly indexer: BlindIndexer;
    },
    private readonly cache: SqliteCache,
  ) {}

  static async open(place: { readonly url: string; readonly database: string }): Promise<OnMongo> {
    const folder = mkdtempSync(path.join(tmpdir(), 'on-mongo-'));
    const now = (): string => new Date().toISOString();
    const vault = await openMongoKeyVault({ ...place, masterKey: '5a'.repeat(32), now });
    const views = await openMongoViewStore({ ...place, projections });
    const log = openSqliteEventStore({ folder });
    await log.append(LEDGER_STREAM, 0, [firstEvent({ clock: 'simulated' }, vault, now())]).durable;
    const { ledgerId } = aboutLedger(log.readStream(LEDGER_STREAM));
    const cache = new SqliteCache(folder);
    const states = new StreamStates(log, cache);
    const gateway = new CommandGateway(
      new CommandSteps({
        ledgerId,
        registry: new Registry(allCommands, allStreams),
        store: log,
        states,
        vault,
        keyed: ledgerKeyed(vault),
        clock: new SimulatedClock(),
        authority,
        running: new RunningCommands(),
        nextEventId: eventId,
        policyStream: `${policyStream.prefix}-${POLICY_ID}`,
      }),
    );
    const projector = new Projector({ log, store: views, projections });
    const hands: ProcessHands = {
      load: async (ref) => (await states.load(ref.type, `${ref.type.prefix}-${ref.id}`)) as never,
      read({ stream, version }) {
        const [event] = log.readStream(stream, { from: version, to: version });
        if (!event) throw new Error(`${stream} has no event ${version}`);
        return event;
      },
      execute: (request) => gateway.execute(request),
      commandId: (cause, step) => eventId(ledgerId, cause.id, step, 0),
    };
    const inHand = flagDelisted(async (uscc, role, position) => {
      await projector.waitFor(position, PATIENCE_MS);
      return claimsInHand(views, uscc, role);
    });
    const channel = new FilePaymentChannel(path.join(folder, 'outbox'));
    const managers = [writePaymentFile(vault, channel), destroyKey(vault), settleDue, inHand];
    const processes = new ProcessRunner(log, managers, hands, cache);
    const indexer = new BlindIndexer(log, vault, await vault.indexed());
    await projector.start();
    processes.start();
    indexer.start();
    return new OnMongo(folder, log, vault, views, gateway, { projector, processes, indexer }, cache);
  }

  /** The answer, once the processes have reacted to it. */
  async execute(request: CommandRequest): Promise<Answer> {
    const answer = await this.gateway.execute(request);
    if (answer.position !== undefined) await this.running.processes.caughtUp(answer.position);
    return answer;
  }

  /** Views, processes and search have seen everything. */
  async settled(): Promise<void> {
    const { projector, processes, indexer } = this.running;
    for (let head = -1; head !== this.log.head();) {
      head = this.log.head();
      await processes.caughtUp(head);
      await projector.waitFor(head, PATIENCE_MS);
      await indexer.caughtUp(head, PATIENCE_MS);
    }
  }

  async close(): Promise<void> {
    const { projector, processes, indexer } = this.running;
    await processes.close();
    await indexer.close();
    await projector.close();
    await this.log.close();
    await this.vault.close();
    await this.views.close();
    this.cache.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
