import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './side-by-side';

const SYNCS = 500;
const PARSES = 100_000;

/** What the disk and the JSON parser do on their own: no ledger can be faster. */
export function outerLimits(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'skill-ledger-disk-'));
  const file = openSync(join(folder, 'sync'), 'w');
  const block = Buffer.alloc(4096, 1);
  const syncs = Array.from({ length: SYNCS }, () => {
    const from = performance.now();
    writeSync(file, block);
    fdatasyncSync(file);
    return performance.now() - from;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  const text = JSON.stringify(exampleEvent);
  const from = performance.now();
  for (let i = 0; i < PARSES; i++) JSON.parse(text);
  const perSecond = Math.round(PARSES / ((performance.now() - from) / 1000));
  return [
    `outer limits: the disk syncs ${Math.round(1000 / median(syncs)).toLocaleString('en')} times a second; JSON.parse of an event of ${text.length} characters ${perSecond.toLocaleString('en')}/s`,
  ];
}

/** The shape and size of a review's event. */
const exampleEvent = {
  actor: { id: 'reviewer-411002-1', role: 'REVIEWER', unit: 'XC-411002' },
  causationId: '0b5c0f0e-7a86-4f3c-9b0e-0d6a7f6b1c11',
  command: { digest: 'a'.repeat(64), id: '0b5c0f0e-7a86-4f3c-9b0e-0d6a7f6b1c11', name: 'RecordFirstReview' },
  correlationId: '0b5c0f0e-7a86-4f3c-9b0e-0d6a7f6b1c11',
  data: { opinion: '材料齐全，与系统登记一致', verdict: 'PASS' },
  evidence: { facts: [], rules: [{ ruleId: 'B.5-order', value: 'accepted' }, { ruleId: 'B.5-four-eyes' }] },
  id: '5d0c4a52-6a0e-8d7a-9d0e-3a1b2c3d4e5f',
  occurredAt: '2020-05-01T01:00:00.000Z',
  policyVersion: 'policy-XC@96',
  recordedAt: '2020-05-01T01:00:00.000Z',
  schemaVersion: 1,
  stream: 'case-3f2b6e0e-1f1a-4d7e-9a52-3f2b6e0e1f1a',
  type: 'ClaimFirstReviewed',
  unit: 'XC-411002',
  version: 5,
};
