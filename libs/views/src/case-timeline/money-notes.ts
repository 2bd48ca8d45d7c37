import { yuan, type Label } from '@ledger/kernel';
import type { MoneyEffect } from '@ledger/streams/case';

/** 资金变化: one thing that an event did to the money of its case, fen. */
export interface MoneyNote extends Label {
  readonly amountFen: number;
}

/** In Chinese before the amount, in English after it. */
type Words = readonly [zh: string, en: string];

export const note = ([zh, en]: Words, amountFen: number): MoneyNote => ({
  zh: `${zh} ${yuan(amountFen)} 元`,
  en: `${yuan(amountFen)} yuan ${en}`,
  amountFen,
});

/** What a correction or an end of the claim did, part by part. */
export function notesOf(effect: MoneyEffect): readonly MoneyNote[] {
  const notes: MoneyNote[] = [];
  const add = (amountFen: number | undefined, words: Words): void => {
    if (amountFen) notes.push(note(words, amountFen));
  };
  if (effect.byLine) {
    for (const { amountFen, to } of effect.byLine) add(amountFen, givenBack(to));
  } else add(effect.giveBackFen, givenBack(effect.giveBackTo));
  add(effect.owedReleasedFen, ['退票款释放回可用', 'of what the bank sent back released']);
  add(effect.drawFen, effect.drawFrom === 'fund' ? FROM_FUND : FROM_CLASS);
  add(effect.unfundedFen, ['待筹资', 'stands without cover and waits']);
  add(effect.unfundedDroppedFen, ['待筹资取消', 'that stood without cover no longer due']);
  add(effect.recoverFen, ['应向收款人追回', 'to be recovered from the payee']);
  add(effect.recoveryDroppedFen, ['不再追回', 'no longer asked back']);
  add(effect.forgivenUsedFen, ['已核销部分转为应付', 'written off before and now due again']);
  return notes;
}

/** The change is not known before the bank has answered. */
export const WAITS_FOR_BANK: Label = { zh: '待银行回盘后生效', en: "takes effect after the bank's answer" };

export const FROM_CLASS: Words = ['支用班期资金', 'drawn on the class'];
export const FROM_FUND: Words = ['向资金账户重新占用', 'encumbered anew on the fund line'];

const givenBack = (to: 'class' | 'fund' | undefined): Words =>
  to === 'fund' ? ['退回资金账户', 'given back to the fund line'] : ['退回班期', 'given back to the class'];
