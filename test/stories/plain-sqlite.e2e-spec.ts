import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { staff, at } from '@ledger/simulation';
import { Town } from './town';
import { Training } from './training';

/** The command that README.md gives an auditor, as it stands there. */
const SHELL = /sqlite3 (\S+) "(SELECT [^"]+)"/;

describe('the log read with SQLite alone', () => {
  let town: Town;
  let caseId: string;
  beforeAll(async () => {
    town = await Town.open({ setUp: ({ on }) => on < '2020-05-01' });
    const training = new Training(town, { startsOn: '2020-06-15' });
    const learner = training.learner();
    ({ caseId } = learner);
    await town.inTurn([...training.upToCertificates([learner]), training.claim(learner)]);
    await town.try(staff('CLERK', 'XC-411081'), at('2020-07-20', '09:00'), 'AcceptClaim', { caseId });
  });
  afterAll(() => town.close());

  const [, file = '', sql = ''] = SHELL.exec(readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8')) ?? [];
  /** A plain read-only connection, beside the ledger that writes. */
  function rows<T>(query: string): T[] {
    const db = new Database(path.join(town.data, path.basename(file)), { readonly: true });
    try {
      return db.prepare<[], T>(query).all();
    } finally {
      db.close();
    }
  }

  it('gives rows with stream, version, type and who, by the very query of the README', () => {
    expect(file).toBe('data/log.db');
    const found = rows<Record<string, unknown>>(sql.replace('case-…', `case-${caseId}`));
    expect(found.map((row) => [row['version'], row['type']])).toEqual([
      [1, 'LearnerEnrolled'],
      [2, 'CertificateRecorded'],
      [3, 'ClaimSubmitted'],
    ]);
    expect(new Set(found.map(({ stream }) => stream))).toEqual(new Set([`case-${caseId}`]));
    expect(Object.values(found[2] ?? {})).toContain('institution-mj0te0432');
  });

  it('holds canonical JSON whose SHA-256 stands beside it, and names personal values by ciphertext only', () => {
    const found = rows<{ event: string; hash: Buffer }>('SELECT event, hash FROM events ORDER BY position');
    expect(found.length).toBeGreaterThan(200);
    for (const { event, hash } of found) expect(createHash('sha256').update(event).digest().equals(hash)).toBe(true);
    const certificate = found.find(({ event }) => event.includes('"CertificateRecorded"'));
    const { data } = JSON.parse(certificate?.event ?? '{}') as { data: { certificate: { number: object } } };
    expect(Object.keys(data.certificate.number).toSorted()).toEqual(['cipher', 'generation', 'person']);
  });

  it('counts refusals by rule without this program', () => {
    const counted = rows<{ rule: string; n: number }>(
      "SELECT json_extract(event, '$.data.refusal.ruleId') AS rule, count(*) AS n FROM events WHERE type = 'CommandRefused' GROUP BY 1",
    );
    expect(counted).toEqual([{ rule: 'A-002-unit', n: 1 }]);
  });
});
