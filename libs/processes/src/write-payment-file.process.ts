import { localDateOf, type Position, type SealedValue } from '@ledger/kernel';
import type { PaymentChannel, PaymentInstruction } from '@ledger/payments';
import { caseStream, orgStream, type BatchLine } from '@ledger/streams';
import type { KeyVault } from '@ledger/vault';
import type { ProcessHands, ProcessManager } from './process-manager';

/**
 * 支付指令: hands a dispatched batch to the bank. An asserted dispatch is history and writes nothing. Accounts are those of
 * the dispatch, so that a repeat after an account was corrected makes the same file.
 */
export const writePaymentFile = (vault: KeyVault, channel: PaymentChannel): ProcessManager => ({
  name: 'write-payment-file',
  handles: new Set(['BatchDispatched']),
  async react(event, hands) {
    if (event.asserted) return;
    const { fileName, lines } = event.data as { fileName: string; lines: readonly BatchLine[] };
    const batchId = event.stream.slice('batch-'.length);
    const instructions: PaymentInstruction[] = [];
    for (const line of lines) {
      const instruction = await instructionOf(line, { batchId, at: event.position }, vault, hands);
      if (instruction) instructions.push(instruction);
    }
    await channel.send({ name: fileName, batchId, executionDate: localDateOf(event.occurredAt), instructions });
  },
});

async function instructionOf(
  line: BatchLine,
  { batchId, at }: { readonly batchId: string; readonly at: Position },
  vault: KeyVault,
  hands: ProcessHands,
): Promise<PaymentInstruction | undefined> {
  const state = await hands.loadAt({ type: caseStream, id: line.caseId }, at);
  const { account } = state;
  if (!account) throw new Error(`case ${line.caseId} has no payee account`);
  const { endToEndId, amountFen } = line;
  if (!account.number || !account.accountName) {
    const { account: own } = await hands.loadAt({ type: orgStream, id: account.payee }, at);
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
