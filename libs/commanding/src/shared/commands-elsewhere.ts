import { setTimeout } from 'node:timers/promises';
import type { ClaimRecord, EventStore } from '@ledger/eventlog';
import type { KeptCommand } from '../command-in-hand';
import type { Registry } from '../registry';
import type { RunningCommands } from '../running-commands';
import { ClaimSightings } from './claim-sightings';

const FIRST_LOOK_MS = 10;
const LONGEST_PAUSE_MS = 500;

export interface ElsewhereParts {
  readonly store: EventStore;
  readonly running: RunningCommands;
  readonly registry: Registry;
  /** Runs a command on of which nothing was heard for long enough; false where it may still live. */
  runOn(commandId: string): Promise<boolean>;
}

/** 他处办理: the open commands of other processes on a shared log. */
export class CommandsElsewhere {
  constructor(
    private readonly parts: ElsewhereParts,
    readonly sightings = new ClaimSightings(),
  ) {}

  /** One that reserves on one of the streams, the oldest first. */
  async reserverOn(streams: readonly string[], except: string): Promise<ClaimRecord | undefined> {
    if (streams.length === 0) return undefined;
    const open = await this.open(except);
    return open.find((claim) => plannedOn(claim).some((stream) => streams.includes(stream)));
  }

  /** One that was there before on a target whose commands take turns. */
  async turnOn(stream: string, except: string): Promise<ClaimRecord | undefined> {
    const open = await this.open(except);
    return open.find(({ target, name }) => target === stream && this.parts.registry.command(name)?.inTurn === true);
  }

  /** Waits until something is written about the claim; one of which nothing is heard any more is run on. `meanwhile` at every look. */
  async endOf(claim: ClaimRecord, meanwhile: () => Promise<void>): Promise<void> {
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await setTimeout(pause);
      await meanwhile();
      const now = await this.parts.store.findClaim(claim.commandId);
      if (now?.status !== 'open' || now.revision !== claim.revision) return;
      if (await this.parts.runOn(claim.commandId)) return;
    }
  }

  private async open(except: string): Promise<readonly ClaimRecord[]> {
    const open = await this.parts.store.openClaims();
    return open.filter(({ commandId }) => commandId !== except && !this.parts.running.has(commandId));
  }
}

function plannedOn({ sealed }: ClaimRecord): readonly string[] {
  if (sealed === undefined) return [];
  // Written by keptCommand, by this program or an older one.
  const { plan } = JSON.parse(sealed) as KeptCommand;
  return plan.map(({ stream }) => stream);
}
