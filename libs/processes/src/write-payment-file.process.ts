import { localDateOf, type SealedValue } from '@ledger/kernel';
import type { PaymentChannel, PaymentInstruction } from '@ledger/payments';
import { caseStream, orgStream, type BatchLine } from '@ledger/streams';
import type { KeyVault } from '@ledger/vault';
import type { ProcessHands, ProcessManager } from './process-manager';

/** 支付指令: hands a dispatched batch to the bank. An asserted dispatch is history and writes nothing. */
export const writePaymentFile = (vault: KeyVault, channel: PaymentChannel): ProcessManager => ({
  name: 'write-payment-file',
  handles: new Set(['BatchDispatched']),
  async react(event, hands) {
    if (event.asserted) return;
    const { fileName, lines } = event.data as { fileName: string; lines: readonly BatchLine[] };
    const batchId = event.stream.slice('batch-'.length);
    const instructions: PaymentInstruction[] = [];
    for (const line of lines) {
      const instruction = await instructionOf(line, batchId, vault, hands);
      if (instruction) instructions.push(instruction);
    }
    await channel.send({ name: fileName, batchId, executionDate: localDateOf(event.occurredAt), instructions });
  },
});

async function instructionOf(
  line: BatchLine,
  batchId: string,
  vault: KeyVault,
  hands: ProcessHands,
): Promise<PaymentInstruction | undefined> {
  const { state } = await hands.load({ type: caseStream, id: line.caseId });
  const { account } = state;
  if (!account) throw new Error(`case ${line.caseId} has no payee account`);
  const { endToEndId, amountFen } = line;
  if (!account.number || !account.accountName) {
    const org = await hands.load({ type: orgStream, id: account.payee });
    const own = org.state.account;
    if (!own) throw new Error(`organisation ${account.payee} has no account`);
    return { endToEndId, payeeName: own.accountName, accountNumber: own.number, bankCnaps: own.bankCnaps, amountFen };
  }
  const sealed: readonly SealedValue[] = [account.number, account.accountName];
  const [accountNumber, payeeName] = await vault.open(sealed, {
    actor: { id: 'write-payment-file', role: 'SYSTEM', unit: state.unit ?? '' },
    purpose: `batch ${batchId}`,
    fields: ['account', 'accountName'],
  });
  // The key was destroyed after dispatch: the bank has had its file, or will say that the line is unknown.
  if (accountNumber === undefined || payeeName === undefined) return undefined;
  return { endToEndId, payeeName, accountNumber, bankCnaps: account.bankCnaps, amountFen };
}
