import { localDateOf, type EventRef, type SealedValue } from '@ledger/kernel';
import type { PaymentChannel, PaymentInstruction } from '@ledger/payments';
import type { BatchEventMap, BatchLine, OrgAccount } from '@ledger/streams';
import type { KeyVault } from '@ledger/vault';
import type { ProcessHands, ProcessManager } from './process-manager';

/** 支付指令: hands a dispatched batch to the bank. An asserted dispatch is history and writes nothing. */
export const writePaymentFile = (vault: KeyVault, channel: PaymentChannel): ProcessManager => ({
  name: 'write-payment-file',
  handles: new Set(['BatchDispatched']),
  async react(event, hands) {
    if (event.asserted) return;
    // The data of its own type.
    const { fileName, lines, payTo } = event.data as BatchEventMap['BatchDispatched'];
    const batchId = event.stream.slice('batch-'.length);
    const instructions: PaymentInstruction[] = [];
    for (const line of lines) {
      const instruction = await instructionOf(line, payTo[line.caseId], batchId, event.unit, vault, hands);
      if (instruction) instructions.push(instruction);
    }
    await channel.send({ name: fileName, batchId, executionDate: localDateOf(event.occurredAt), instructions });
  },
});

/** A learner's account, as the claim or a correction set it. */
interface PersonsAccount {
  readonly number: SealedValue;
  readonly accountName: SealedValue;
  readonly bankCnaps: string;
}

/** An organisation's account stands on its own record, in clear. */
const isOfOrganisation = (account: PersonsAccount | OrgAccount): account is OrgAccount =>
  typeof account.number === 'string';

/** The account that stood when the batch was dispatched, whatever was corrected since: writing the file again writes the same. */
async function instructionOf(
  { caseId, endToEndId, amountFen }: BatchLine,
  from: EventRef | undefined,
  batchId: string,
  unit: string,
  vault: KeyVault,
  hands: ProcessHands,
): Promise<PaymentInstruction | undefined> {
  if (!from) throw new Error(`case ${caseId} has no payee account`);
  // Every event that `payTo` names sets an account.
  const { account } = (await hands.read(from)).data as { readonly account: PersonsAccount | OrgAccount };
  const { bankCnaps } = account;
  if (isOfOrganisation(account)) {
    return { endToEndId, payeeName: account.accountName, accountNumber: account.number, bankCnaps, amountFen };
  }
  const { number, accountName } = account;
  const [accountNumber, payeeName] = await vault.open([number, accountName], {
    actor: { id: 'write-payment-file', role: 'SYSTEM', unit },
    purpose: `batch ${batchId}`,
    fields: ['account', 'accountName'],
  });
  // The key was destroyed after dispatch: the bank has had its file, or will say that the line is unknown.
  if (accountNumber === undefined || payeeName === undefined) return undefined;
  return { endToEndId, payeeName, accountNumber, bankCnaps, amountFen };
}
