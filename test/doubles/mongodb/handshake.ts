import { ObjectId, Timestamp } from 'bson';
import type { Doc } from './store/doc';
import { DOCUMENT_BYTES_MAX, MESSAGE_BYTES_MAX } from './wire/frames';

/** Of 8.0, https://github.com/mongodb/specifications/blob/master/source/wireversion-featurelist/wireversion-featurelist.md. */
const WIRE_VERSION_MAX = 25;
const VERSION = '8.0.0';
export const SET_NAME = 'rs0';

/** One member of a replica set of one, which may be away from its office for a while. */
export class Member {
  private electionId = new ObjectId('7fffffff0000000000000001');
  private elections = 1;
  isPrimary = true;

  constructor(private readonly address: () => string) {}

  stepDown(): void {
    this.isPrimary = false;
  }

  stepUp(): void {
    if (this.isPrimary) return;
    this.isPrimary = true;
    this.elections += 1;
    this.electionId = new ObjectId(`7fffffff${this.elections.toString(16).padStart(16, '0')}`);
  }

  /** https://www.mongodb.com/docs/manual/reference/command/hello/, without `topologyVersion`: the driver then asks at intervals. */
  hello(connection: number, lastCommit: number): Doc {
    const me = this.address();
    return {
      helloOk: true,
      ismaster: this.isPrimary,
      isWritablePrimary: this.isPrimary,
      secondary: !this.isPrimary,
      hosts: [me],
      setName: SET_NAME,
      setVersion: 1,
      ...(this.isPrimary ? { primary: me, electionId: this.electionId } : {}),
      me,
      lastWrite: {
        opTime: { ts: new Timestamp({ t: 1, i: lastCommit }), t: this.elections },
        lastWriteDate: new Date(),
      },
      maxBsonObjectSize: DOCUMENT_BYTES_MAX,
      maxMessageSizeBytes: MESSAGE_BYTES_MAX,
      maxWriteBatchSize: 100_000,
      localTime: new Date(),
      logicalSessionTimeoutMinutes: 30,
      connectionId: connection,
      minWireVersion: 0,
      maxWireVersion: WIRE_VERSION_MAX,
      readOnly: false,
      ok: 1,
    };
  }
}

export const buildInfo = (): Doc => ({
  version: VERSION,
  versionArray: [8, 0, 0, 0],
  maxBsonObjectSize: DOCUMENT_BYTES_MAX,
  ok: 1,
});
