import type { ProgrammeLine } from '../../cli/run-ledger';

/** Whose a thing is: its managing unit, the organisations that own it, the learner whom it concerns (by ID number). */
export interface Whose {
  readonly unit: string;
  readonly orgs: readonly string[];
  readonly person?: string;
  /** Who brought it in. */
  readonly office?: string;
}

interface Plan {
  readonly classId: string;
  readonly projectId: string;
  readonly institution: string;
  readonly evaluator?: string;
  readonly unit: string;
}

const CITY = 'XC';
const EXAMINER = new Set(['RecordResults', 'CorrectResults']);
const ABOUT_CERTIFICATE = new Set(['RecordCertificate', 'ProposeCertificateCorrection']);
const ABOUT_EXCEPTION = /QuotaException$/;
const ABOUT_PERSON = /^(RegisterPerson|\w+PersonCorrection|RecordCategory|WithdrawCategory|\w+KeyDestruction)$/;

/** 台上的人和事: the things of a programme that commands are tried on, and whose each is, read from its accepted lines. */
export class Cast {
  private readonly last = new Map<string, ProgrammeLine>();
  private readonly classes = new Map<string, Plan>();
  private readonly cases = new Map<string, { readonly classId: string; readonly person: string }>();
  private readonly units = new Map<string, string>();
  private readonly completions = new Set<string>();
  /** One of each kind that belong together: a paid case, its class, list, batch and exception. */
  readonly chosen: Readonly<Record<string, string>>;

  constructor(accepted: readonly ProgrammeLine[]) {
    for (const line of accepted) this.learn(line);
    const batch = this.data('MakeBatch');
    const [caseId = ''] = batch['caseIds'] as readonly string[];
    const listed = accepted.find(
      ({ command, data }) => command === 'OpenPublicity' && (data['caseIds'] as string[]).includes(caseId),
    );
    const classId = this.cases.get(caseId)?.classId ?? '';
    this.chosen = {
      caseId,
      classId,
      batchId: String(batch['batchId']),
      publicityId: String(listed?.data['publicityId']),
      exceptionId: String(this.data('ProposeQuotaException')['exceptionId']),
      uscc: this.classes.get(classId)?.institution ?? '',
      idNumber: String(this.data('ProposeQuotaException')['idNumber']),
      projectId: this.classes.get(classId)?.projectId ?? '',
    };
  }

  /** The data of the last accepted command of a name. */
  data(command: string): Readonly<Record<string, unknown>> {
    return this.last.get(command)?.data ?? {};
  }

  has(command: string): boolean {
    return this.last.has(command);
  }

  /** Whose a command with these data is. */
  whose(command: string, data: Readonly<Record<string, unknown>>): Whose {
    const text = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
    if (ABOUT_EXCEPTION.test(command)) {
      const caseId = String(this.data('ProposeQuotaException')['caseId']);
      return { unit: this.ofCase(caseId).unit, orgs: [], person: text('idNumber') };
    }
    if (ABOUT_PERSON.test(command)) return { unit: CITY, orgs: [], person: text('idNumber') };
    if (command === 'EnrolLearner') return { ...this.ofClass(text('classId')), person: text('idNumber') };
    if (command === 'FileClass') return { unit: text('unit'), orgs: [text('institution')] };
    if (EXAMINER.has(command)) return this.ofExaminer(text('classId'));
    if (data['caseId'] !== undefined) return this.ofCase(text('caseId'), ABOUT_CERTIFICATE.has(command));
    if (data['classId'] !== undefined) return this.ofClass(text('classId'));
    if (data['uscc'] !== undefined) return { unit: this.units.get(text('uscc')) ?? CITY, orgs: [text('uscc')] };
    for (const name of ['publicityId', 'batchId'])
      if (data[name] !== undefined) return { unit: this.units.get(text(name)) ?? CITY, orgs: [] };
    return { unit: CITY, orgs: [] };
  }

  ofCase(caseId: string, withEvaluator = false): Whose {
    const { classId = '', person } = this.cases.get(caseId) ?? {};
    const evaluator = this.classes.get(classId)?.evaluator;
    const { unit, orgs } = this.ofClass(classId);
    return { unit, orgs: withEvaluator && evaluator !== undefined ? [...orgs, evaluator] : orgs, person };
  }

  ofClass(classId: string, withEvaluator = false): Whose {
    const plan = this.classes.get(classId);
    if (!plan) throw new Error(`no class ${classId}`);
    const { unit, institution, evaluator } = plan;
    return { unit, orgs: [institution, ...(withEvaluator && evaluator !== undefined ? [evaluator] : [])] };
  }

  private ofExaminer(classId: string): Whose {
    const plan = this.classes.get(classId);
    const { unit, orgs } = this.ofClass(classId);
    if (plan && this.completions.has(plan.projectId)) return { unit, orgs };
    return { unit, orgs: plan?.evaluator === undefined ? [] : [plan.evaluator] };
  }

  private learn(line: ProgrammeLine): void {
    const { command, data } = line;
    this.last.set(command, line);
    const text = (name: string): string => String(data[name]);
    if (command === 'FileClass') this.classes.set(text('classId'), data as unknown as Plan);
    else if (command === 'EnrolLearner')
      this.cases.set(text('caseId'), { classId: text('classId'), person: text('idNumber') });
    else if (command === 'RegisterOrganisation') this.units.set(text('uscc'), text('unit'));
    else if (command === 'MakeBatch') this.units.set(text('batchId'), text('unit'));
    else if (command === 'OpenPublicity') this.units.set(text('publicityId'), text('unit'));
    else if (command === 'ListProject' && data['certKind'] === 'TRAINING_COMPLETION')
      this.completions.add(text('projectId'));
  }
}
