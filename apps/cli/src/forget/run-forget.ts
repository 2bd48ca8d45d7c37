import { randomUUID } from 'node:crypto';
import type { CommandRequest } from '@ledger/commanding';
import { PERSONS, type PersonRow } from '@ledger/views/persons/person-row';
import { actorOf, give, parsed, serviceOf } from '../do/run-do';
import { showAnswer } from '../frame/answer-words';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { personWords, pseudonymIn } from '../frame/person-named';
import { CallRefused } from '../frame/problem';
import { argumentOf, instantIn, textOf } from '../frame/values';

const STEPS = ['propose', 'approve', 'decline'] as const;
type Step = (typeof STEPS)[number];

const COMMANDS: Readonly<Record<Step, string>> = {
  propose: 'ProposeKeyDestruction',
  approve: 'ApproveKeyDestruction',
  decline: 'DeclineKeyDestruction',
};

export async function runForget(call: Call): Promise<ExitCode> {
  const step = stepIn(call);
  const idNumber = await personWords(argumentOf(call, 0));
  const document = textOf(call, 'document');
  const service = await serviceOf(call);
  const proposalId =
    step === 'propose' ? undefined : (textOf(call, 'proposal') ?? (await openProposal(call, idNumber)));
  const request: CommandRequest = {
    id: textOf(call, 'id') ?? randomUUID(),
    command: COMMANDS[step],
    data: {
      idNumber,
      ...(proposalId === undefined ? {} : { proposalId }),
      ...(textOf(call, 'reason') === undefined ? {} : { reason: textOf(call, 'reason') }),
      ...(document === undefined ? {} : { document: parsed(document) }),
    },
    actor: service?.actor ?? actorOf(call),
    at: instantIn(call, 'at'),
  };
  return showAnswer(call.terminal, await give(call, request, undefined, service));
}

function stepIn({ options }: Call): Step {
  const given = STEPS.filter((step) => options[step] === true);
  const [step] = given;
  if (step && given.length === 1) return step;
  throw new CallRefused('one-step', {
    zh: '请选 --propose(提出)、--approve(同意)、--decline(不同意)之一；提出与同意须是两个人。',
    en: 'Choose one of --propose, --approve, --decline; who approves must not be who proposed.',
  });
}

/** The one proposal to destroy this person's key that waits for another person, by the folder's views, which a service lets be read. */
async function openProposal(call: Call, words: string): Promise<string> {
  return reading(call, async (ask) => {
    const row = await ask((ledger) => ledger.views.get<PersonRow>(PERSONS, pseudonymIn(ledger, words)));
    const open = Object.entries(row?.waiting ?? {}).filter(([, { what }]) => what === 'key');
    const [only] = open;
    if (only && open.length === 1) return only[0];
    throw new CallRefused(
      'no-proposal',
      open.length === 0
        ? {
            zh: '此人没有待定的销毁提议；请先由一人 --propose。',
            en: 'Nothing is proposed for this person; somebody must --propose first.',
          }
        : {
            zh: '此人有多个待定提议；请用 --proposal 指明。',
            en: 'Several proposals are open for this person; name one with --proposal.',
          },
      EXIT.refused,
    );
  });
}
