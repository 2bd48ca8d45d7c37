import type { AnyCommandSpec, EffectDecider, LedgerEvent, StreamType } from '@ledger/kernel';
import type { LedgerRegister } from '@ledger/runtime';

/** One command of the register done otherwise. */
export const withCommand = (
  { commands, streams }: LedgerRegister,
  names: readonly string[],
  change: (spec: AnyCommandSpec) => Partial<AnyCommandSpec>,
): LedgerRegister => ({
  streams,
  commands: commands.map((spec) => (names.includes(spec.name) ? { ...spec, ...change(spec) } : spec)),
});

/** One kind of stream done otherwise. The class of a stream type is forgotten, as in the register. */
const withStream = (
  { commands, streams }: LedgerRegister,
  prefix: string,
  change: (type: StreamType<unknown>) => Partial<StreamType<unknown>>,
): LedgerRegister => ({
  commands,
  streams: streams.map((type) => (type.prefix === prefix ? { ...type, ...change(type) } : type)),
});

/** One effect given other data than the command meant. */
export const withEffectData = <D extends object>(
  register: LedgerRegister,
  prefix: string,
  effect: string,
  change: (data: D) => D,
): LedgerRegister =>
  withStream(register, prefix, ({ effects }) => {
    const right = effects[effect];
    if (!right) throw new Error(`${prefix} has no effect ${effect}`);
    const wrong: EffectDecider<unknown> = (data: never, state, context) => right(change(data) as never, state, context);
    return { effects: { ...effects, [effect]: wrong } };
  });

/** One type of event folded otherwise. */
export const withEvolve = <S extends object>(
  register: LedgerRegister,
  prefix: string,
  eventType: string,
  fold: (state: S, right: () => S) => S,
): LedgerRegister =>
  withStream(register, prefix, ({ evolve }) => ({
    evolve: (state: unknown, event: LedgerEvent): unknown =>
      event.type === eventType ? fold(state as S, () => evolve(state, event) as S) : evolve(state, event),
  }));
