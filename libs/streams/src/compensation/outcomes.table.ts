import type { Label } from '@ledger/kernel';
import type { MoneyOutcome, SlotOutcome } from './answer';

const label = (zh: string, en: string): Label => ({ zh, en });

/** 名额如何: compared with the moment before the command. */
export const SLOT_OUTCOMES: Readonly<Record<SlotOutcome, Label>> = {
  untouched: label('不涉及', 'not touched'),
  restored: label('恢复原状', 'as before'),
  released: label('申请所占名额释放', 'the claim’s slot is free'),
};

/** 资金如何: compared with the moment before the command. */
export const MONEY_OUTCOMES: Readonly<Record<MoneyOutcome, Label>> = {
  untouched: label('不涉及', 'not touched'),
  restored: label('恢复原状', 'as before'),
  'to-line': label('退回资金账户（不回班期）', 'back on the fund line, not with the class'),
  'asked-back': label('已付，向收款人追回', 'paid, and asked back from the payee'),
  'waits-for-bank': label('在途，待银行回盘后结算', 'in transit, settled once the bank has answered'),
  'found-anew': label('金额恢复，资金另行占用', 'the same amount, covered anew'),
};
