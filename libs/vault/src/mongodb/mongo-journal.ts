import type { ClientSession } from 'mongodb';
import { JournalChain, toRecord, type JournalHead, type JournalRow } from '../journal/journal-chain';
import type { DecryptionRecord, JournalOutcome, Opening } from '../key-vault.port';
import type { LineDocument, VaultCollections } from './vault-collections';

/** What is to become a line. */
export interface Entry {
  readonly person: string;
  readonly why: Opening;
  readonly outcome: JournalOutcome;
}

/** 解密记录 on a server, written by several processes: a line's number is its `_id`, and the head is one document. */
export class MongoJournal {
  private readonly chain: JournalChain;

  constructor(
    private readonly collections: Pick<VaultCollections, 'lines' | 'heads'>,
    macKey: Uint8Array,
  ) {
    this.chain = new JournalChain(macKey);
  }

  /** Within the transaction that makes a new vault. */
  async start(session: ClientSession): Promise<void> {
    await this.collections.heads.insertOne({ _id: 'journal', ...this.chain.start() }, { session });
  }

  /** Within a transaction: of two that append at once, the second conflicts at the head, and begins again from the newest. */
  async append(entries: readonly Entry[], at: string, session: ClientSession): Promise<void> {
    if (entries.length === 0) return;
    const { lines, heads } = this.collections;
    const [last] = await lines.find({}, { session, sort: { _id: -1 }, limit: 1 }).toArray();
    const head = this.chain.sound(await this.head(session), last && rowOf(last));
    const rows: JournalRow[] = [];
    for (const { person, why, outcome } of entries) {
      rows.push(this.chain.lineAfter(rows.at(-1) ?? head, person, at, why, outcome));
    }
    // There is a last one: entries are not empty.
    const next = this.chain.headAt(rows.at(-1) ?? head);
    await heads.replaceOne({ _id: 'journal' }, next, { session });
    await lines.insertMany(rows.map(documentOf), { session });
  }

  async read(after: number, limit: number): Promise<DecryptionRecord[]> {
    const found = await this.collections.lines.find({ _id: { $gt: after } }, { sort: { _id: 1 }, limit }).toArray();
    return found.map((line) => toRecord(rowOf(line)));
  }

  async readAbout(person: string): Promise<DecryptionRecord[]> {
    const found = await this.collections.lines.find({ person }, { sort: { person: 1, _id: 1 } }).toArray();
    return found.map((line) => toRecord(rowOf(line)));
  }

  /** The first line that does not fit, while others append: the head is read after the lines, and what came between is read too. */
  async verify(): Promise<number | undefined> {
    const { lines } = this.collections;
    const verification = this.chain.verification();
    for (let last = 0; ;) {
      for await (const line of lines.find({ _id: { $gt: last } }, { sort: { _id: 1 } })) {
        const broken = verification.take(rowOf(line));
        if (broken !== undefined) return broken;
        last = line._id;
      }
      const head = await this.head();
      const cameBetween = head !== undefined && head.sequence > last && (await lines.findOne({ _id: last + 1 }));
      if (!cameBetween) return verification.end(head);
    }
  }

  private async head(session?: ClientSession): Promise<JournalHead | undefined> {
    return (await this.collections.heads.findOne({ _id: 'journal' }, { session })) ?? undefined;
  }
}

export const rowOf = ({ _id, ...row }: LineDocument): JournalRow => ({ sequence: _id, ...row });

export const documentOf = ({ sequence, ...row }: JournalRow): LineDocument => ({ _id: sequence, ...row });
