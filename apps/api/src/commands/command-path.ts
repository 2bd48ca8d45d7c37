import type { AnyCommandSpec } from '@ledger/kernel';

/** Where the commands on one kind of stream are found, and the field of their data that names its subject. */
interface Collection {
  readonly path: string;
  /** What the path says already, so that a task need not say it again. */
  readonly nouns?: readonly string[];
  /** In order: the first that a command requires stands in the path. Never a personal value. */
  readonly subjects: readonly { readonly field: string; readonly path?: string }[];
}

const COLLECTIONS: Readonly<Record<string, Collection>> = {
  policy: { path: 'policy', subjects: [] },
  catalogue: {
    path: 'catalogue',
    nouns: ['Project', 'Occupation'],
    subjects: [
      { field: 'projectId', path: 'catalogue/projects' },
      { field: 'occupationId', path: 'catalogue/occupations' },
    ],
  },
  org: { path: 'organisations', nouns: ['Organisation', 'Org'], subjects: [{ field: 'uscc' }] },
  person: { path: 'persons', nouns: ['Person'], subjects: [] },
  fund: { path: 'fund', subjects: [] },
  class: { path: 'classes', nouns: ['Class'], subjects: [{ field: 'classId' }] },
  publicity: { path: 'publicity-lists', nouns: ['Publicity'], subjects: [{ field: 'publicityId' }] },
  case: { path: 'cases', subjects: [{ field: 'caseId' }] },
  batch: { path: 'batches', nouns: ['Batch'], subjects: [{ field: 'batchId' }] },
};

/** 命令地址: where a command is given, and the field of its data that stands in the address. */
export interface CommandPath {
  /** With `:field` for the parameter. */
  readonly path: string;
  readonly parameter?: string;
}

/** `RecordFirstReview` on a case is given at `cases/:caseId/first-review`. `required`: fields that the data must have. */
export function commandPath({ name, stream }: AnyCommandSpec, required: readonly string[]): CommandPath {
  const collection = COLLECTIONS[stream.prefix];
  if (!collection) throw new Error(`commands on ${stream.prefix} have no place in the API`);
  const subject = collection.subjects.find(({ field }) => required.includes(field));
  const task = taskOf(name, collection.nouns ?? []);
  if (!subject) return { path: `${collection.path}/${task}` };
  return { path: `${subject.path ?? collection.path}/:${subject.field}/${task}`, parameter: subject.field };
}

/** `RecordFirstReview`: first-review; `StartClass` of a class: start. */
function taskOf(name: string, nouns: readonly string[]): string {
  const words = name.replace(/^Record(?=[A-Z])/, '').split(/(?=[A-Z])/);
  const left = words.filter((word) => !nouns.includes(word));
  return kebab((left.length > 0 ? left : words).join(''));
}

const kebab = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
