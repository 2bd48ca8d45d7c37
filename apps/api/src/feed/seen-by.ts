import type { RecordedEvent } from '@ledger/kernel';
import { caseStream, classStream, orgStream, personStream, type Visible } from '@ledger/streams';
import { caseById, classById } from '@ledger/views';
import type { ViewReader } from '@ledger/viewstore';

/** Streams remembered with whose they are: that never changes. */
const MAX_KNOWN = 20_000;

interface Owners {
  readonly organisations: readonly string[];
  readonly person?: string;
}

const NOBODY: Owners = { organisations: [] };

/** 可见事件: which events of the log somebody may see: those of their unit, organisation or person. */
export class SeenBy {
  private readonly known = new Map<string, Owners>();

  constructor(
    private readonly views: ViewReader,
    private readonly visible: Visible,
  ) {}

  async sees(event: RecordedEvent): Promise<boolean> {
    const { unit, organisation, person } = this.visible;
    if (unit !== undefined) return event.unit === unit && !isRefusal(event);
    if (organisation === undefined && person === undefined) return true;
    if (isRefusal(event)) return false;
    const owners = await this.ownersOf(event.stream);
    return (
      (organisation !== undefined && owners.organisations.includes(organisation)) ||
      (person !== undefined && owners.person === person)
    );
  }

  private async ownersOf(stream: string): Promise<Owners> {
    const known = this.known.get(stream);
    if (known) return known;
    const owners = await this.look(stream);
    // A subject that the views do not have yet is looked for again.
    if (owners === undefined) return NOBODY;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    this.known.set(stream, owners);
    return owners;
  }

  private async look(stream: string): Promise<Owners | undefined> {
    const [prefix, id] = [stream.slice(0, stream.indexOf('-')), stream.slice(stream.indexOf('-') + 1)];
    switch (prefix) {
      case caseStream.prefix: {
        const row = await caseById(this.views, id);
        return row && { organisations: [row.institution ?? ''], ...(row.person ? { person: row.person } : {}) };
      }
      case classStream.prefix: {
        const row = await classById(this.views, id);
        return row && { organisations: [row.institution, row.evaluator ?? ''].filter((each) => each !== '') };
      }
      case orgStream.prefix:
        return { organisations: [id] };
      case personStream.prefix:
        return { organisations: [], person: id };
      default:
        return NOBODY;
    }
  }
}

const isRefusal = ({ stream }: RecordedEvent): boolean => stream.startsWith('command-');
