import type { AnyCommandSpec } from '@ledger/kernel';
import { batchCommands } from './batch/batch.commands';
import { caseCommands } from './case/case.commands';
import { catalogueCommands } from './catalogue/catalogue.commands';
import { classCommands } from './class/class.commands';
import { fundCommands } from './fund/fund.commands';
import { orgCommands } from './org/org.commands';
import { personCommands } from './person/person.commands';
import { policyCommands } from './policy/policy.commands';
import { publicityCommands } from './publicity/publicity.commands';

/** Everything that may be asked, slice by slice. */
export const allCommands: readonly AnyCommandSpec[] = [
  ...policyCommands,
  ...catalogueCommands,
  ...orgCommands,
  ...personCommands,
  ...fundCommands,
  ...classCommands,
  ...publicityCommands,
  ...caseCommands,
  ...batchCommands,
];
