/** 支付明细: what the bank must know of one line; in clear, so it exists only on its way to the bank. Amount in fen. */
export interface PaymentInstruction {
  readonly endToEndId: string;
  readonly payeeName: string;
  readonly accountNumber: string;
  readonly bankCnaps: string;
  readonly amountFen: number;
}

export interface PaymentFile {
  /** A function of the dispatched batch, so that writing it again is harmless. */
  readonly name: string;
  readonly batchId: string;
  readonly executionDate: string;
  readonly instructions: readonly PaymentInstruction[];
}

/** 支付通道: carries a dispatched batch to the bank. Sending the same file again must change nothing. */
export interface PaymentChannel {
  send(file: PaymentFile): Promise<void>;
}
