import type { Schema } from '@ledger/runtime/schema/command-schema';
import { pageOfRows, partOf, rowsOf } from './described';
import { ROW_SCHEMAS, type RowName } from './rows.table';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const inList = (name: RowName): string => `${name}InList`;

const page = (name: RowName): Schema => pageOfRows(ref(inList(name)));

/** 答复, by question. What is not here is an object whose parts the document does not go into. */
export const ANSWERS: Readonly<Record<string, Schema>> = {
  cases: page('Case'),
  'case-search': page('Case'),
  'case-counts': rowsOf(ref('CaseCount')),
  case: ref('Case'),
  classes: page('Class'),
  class: ref('Class'),
  organisations: page('Organisation'),
  organisation: ref('Organisation'),
  'publicity-lists': page('PublicityList'),
  'publicity-list': ref('PublicityList'),
  batches: page('Batch'),
  batch: ref('Batch'),
  queue: page('Waiting'),
  queues: {
    type: 'object',
    properties: {
      unit: { type: 'string' },
      role: { type: 'string' },
      queues: { type: 'array', items: ref('QueueLength') },
    },
    required: ['queues'],
    additionalProperties: false,
  },
  refusals: page('Refusal'),
  'refusals-by-rule': { type: 'object', additionalProperties: { type: 'integer' } },
  'person-times': rowsOf(ref('PersonTimes')),
  'person-pseudonym': {
    type: 'object',
    properties: { person: { type: 'string', pattern: '^[0-9a-f]{32}$' } },
    required: ['person'],
    additionalProperties: false,
  },
  'personal-values': {
    type: 'object',
    properties: {
      caseId: { type: 'string', format: 'uuid' },
      // Null where the key is destroyed.
      values: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    },
    required: ['caseId', 'values'],
    additionalProperties: false,
  },
  me: {
    type: 'object',
    properties: {
      actor: {
        type: 'object',
        properties: { id: { type: 'string' }, role: { type: 'string' }, unit: { type: 'string' } },
        required: ['id', 'role', 'unit'],
      },
      label: { type: 'object' },
      // Whose cases; empty for everybody's, absent for nobody's.
      sees: { type: 'object' },
      commands: { type: 'array', items: { type: 'string' } },
      questions: { type: 'array', items: { type: 'string' } },
    },
    required: ['actor', 'label', 'commands', 'questions'],
  },
  rules: rowsOf(ref('Rule')),
  rule: ref('Rule'),
  'saved-filters': rowsOf(ref('SavedFilter')),
  'save-filter': ref('SavedFilter'),
  'forget-filter': {
    type: 'object',
    properties: { name: { type: 'string' }, wasKept: { type: 'boolean' } },
    required: ['name', 'wasKept'],
    additionalProperties: false,
  },
};

/** The schemas that answers refer to. */
export function answerParts(): Readonly<Record<string, Schema>> {
  const parts: Record<string, Schema> = { ...ROW_SCHEMAS };
  for (const [name, schema] of Object.entries(ROW_SCHEMAS)) parts[`${name}InList`] = partOf(schema);
  const used = JSON.stringify(ANSWERS);
  return Object.fromEntries(Object.entries(parts).filter(([name]) => used.includes(`/${name}"`)));
}
