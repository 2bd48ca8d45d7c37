/** What a load process is to send. */
export interface LoadPlan {
  /** `lag`: commands, and how long after each answer the views show it. */
  readonly kind: 'commands' | 'questions' | 'lag';
  readonly url: string;
  readonly token: string;
  readonly connections: number;
  readonly amount: number;
  /** As fast as it goes where absent. */
  readonly perSecond?: number;
  readonly cases: readonly string[];
  /** Which request of the endless row is the first: where the plan before left off. */
  readonly from: number;
  /** Of a question, with `{caseId}`. */
  readonly path?: string;
}

export interface LoadDone {
  readonly ms: number;
  readonly latenciesMs: readonly number[];
  /** Answers other than 200, and how often. */
  readonly refused: Readonly<Record<string, number>>;
}
