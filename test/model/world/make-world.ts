import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@ledger/kernel';
import { referenceDocument, setupRequests } from '@ledger/reference';
import { Ledger } from '@ledger/runtime';
import { at, People, Random, staff, type MadeUpPerson } from '@ledger/simulation';
import { Desk } from '../asking/desk';
import { emptyLine, newBooks, type Books } from '../book/books';
import { fundAdmin, HEAD_FEN, HOURS, MODEL_PROJECTS, RUNNERS, UNITS, type Stage, type World } from './world';
import { Script } from './script';
import { STAGES } from './stages';

const ON = '2019-01-04';
const PEOPLE = 5;
const TOTAL_FEN = 11_950_000_000;
/** In heads: the units' lines, and what is left with the city. */
const ALLOTTED = [14, 5] as const;
const LEFT = 6;

const ALLOTMENT_IDS = ['411002aa-0000-4000-8000-000000000001', '411002aa-0000-4000-8000-000000000002'];

type Do = (by: Actor, command: string, data: object, on?: string) => Promise<void>;

/** Sets the world up once: reference data, projects of one day, learners, and little money; then the stages, each on the one before. */
export async function makeWorld(base: string): Promise<World> {
  const folder = join(base, 'world-0');
  mkdirSync(folder, { recursive: true });
  const random = new Random(411_000);
  const made = new People(random.fork());
  const people = Array.from({ length: PEOPLE }, () => made.make());
  await onLedger(folder, (ledger) => setUp(ledger, random, people));
  const stages: Stage[] = [{ folder, books: booksAtFirst(), now: at('2019-11-25', '09:00') }];
  for (const [n, play] of STAGES.entries()) {
    const before = stages[n]!;
    const next = join(base, `world-${n + 1}`);
    cpSync(before.folder, next, { recursive: true });
    const script = new Script(new Desk(random.fork(), people, structuredClone(before.books), noVersions, before.now));
    await onLedger(next, (ledger) => play(script.on(ledger)));
    stages.push({ folder: next, books: script.desk.books, now: script.desk.now });
  }
  return { people, stages };
}

const noVersions = (): never => {
  throw new Error('a stage corrects nothing');
};

async function onLedger(folder: string, work: (ledger: Ledger) => Promise<void>): Promise<void> {
  const ledger = await Ledger.open({ folder, create: { clock: 'simulated' }, live: false });
  try {
    await work(ledger);
  } finally {
    await ledger.close();
  }
}

async function setUp(ledger: Ledger, random: Random, people: readonly MadeUpPerson[]): Promise<void> {
  const ask: Do = async (actor, command, data, on = ON) => {
    const answer = await ledger.execute({ id: random.uuid(), at: at(on, '10:00'), actor, command, data });
    if (answer.outcome === 'accepted') return;
    throw new Error(
      `${command}: ${answer.outcome} ${answer.problem?.detailEn} ${JSON.stringify(answer.problem?.errors)}`,
    );
  };
  for (const { on, role, command, data } of setupRequests())
    if (command !== 'AllotFunds') await ask(staff(role, 'XC'), command, data, on);
  await listProjects(ask);
  for (const [n, { idNumber, name, phone }] of people.entries()) {
    await ask(staff('CLERK', UNITS[0]), 'RegisterPerson', { idNumber, name, phone });
    const proof = { category: 'RURAL_MIGRANT', evidenceKind: 'HUKOU', verifiedBy: 'HRSS', validFrom: '2019-01-01' };
    await ask(staff('CLERK', UNITS[0]), 'RecordCategory', { idNumber, ...proof, evidenceNumber: `SIM-${n + 1}` });
  }
  await allot(ask, random);
}

async function listProjects(ask: Do): Promise<void> {
  const document = referenceDocument('doc-projects-2019-1');
  const admin = staff('CATALOGUE_ADMIN', 'XC');
  for (const [n, { projectId, occupationId, levels }] of MODEL_PROJECTS.entries()) {
    await ask(admin, 'ListProject', {
      projectId,
      zh: `模型项目${n + 1}`,
      en: `Model project ${n + 1}`,
      programme: 'P1_ADV_MANUFACTURING',
      trainingNature: 'UPSKILLING',
      certKind: 'SKILL_LEVEL',
      occupationId,
      levels,
      hours: HOURS,
      providers: ['INSTITUTION'],
      listedFrom: ON,
      document,
    });
  }
  const projects = MODEL_PROJECTS.map(({ projectId }) => projectId);
  for (const { uscc } of Object.values(RUNNERS))
    await ask(admin, 'ChangeOrganisationScope', {
      uscc,
      role: 'INSTITUTION',
      scope: { projects, certKinds: ['TRAINING_COMPLETION'] },
      validFrom: ON,
      document,
    });
}

async function allot(ask: Do, random: Random): Promise<void> {
  const document = referenceDocument('doc-allotment-2019');
  const on = '2019-10-21';
  const heads = ALLOTTED.reduce((sum, each) => sum + each, LEFT);
  const rest = { unit: 'XC-SBJ', amountFen: TOTAL_FEN - heads * HEAD_FEN, allotmentId: random.uuid(), document };
  await ask(fundAdmin, 'AllotFunds', rest, on);
  for (const [n, unit] of UNITS.entries()) {
    const amountFen = (ALLOTTED[n] ?? 0) * HEAD_FEN;
    await ask(fundAdmin, 'AllotFunds', { unit, amountFen, allotmentId: ALLOTMENT_IDS[n], document }, on);
  }
}

/** What the model knows at the beginning. */
function booksAtFirst(): Books {
  const books = newBooks(TOTAL_FEN);
  const allotted = TOTAL_FEN - LEFT * HEAD_FEN;
  books.city = { available: LEFT * HEAD_FEN, toUnits: allotted };
  for (const [n, unit] of UNITS.entries()) {
    const fen = (ALLOTTED[n] ?? 0) * HEAD_FEN;
    books.lines[unit] = { ...emptyLine(), allotted: fen, available: fen };
    books.allotments[ALLOTMENT_IDS[n] ?? ''] = { unit, fen };
  }
  return books;
}
