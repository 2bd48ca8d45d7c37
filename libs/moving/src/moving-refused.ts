/** Why a move, a backup or a restore is refused; stable names for programs. */
export type MovingProblem =
  | 'no-ledger'
  | 'unknown-place'
  | 'same-place'
  | 'place-not-empty'
  | 'takes-nothing-in'
  | 'commands-open'
  | 'source-moved'
  | 'other-ledger'
  | 'target-differs'
  | 'target-ahead'
  | 'copy-differs'
  | 'log-damaged'
  | 'manifest-wrong'
  | 'file-wrong'
  | 'line-wrong'
  | 'list-wrong'
  | 'vault-wrong';

/** 搬迁被拒: what is wrong and what to do, for the operator, in both languages; names places and files, never a personal value. */
export class MovingRefused extends Error {
  constructor(
    readonly type: MovingProblem,
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(en, options);
    this.name = 'MovingRefused';
  }
}
