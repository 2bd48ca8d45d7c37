import {
  accept,
  defineCommand,
  event,
  refuse,
  type EffectContext,
  type Loaded,
  type Refusal,
  type StreamType,
} from '@ledger/kernel';
import { IsInt, IsUUID, Max, Min } from 'class-validator';

/* A small domain of three streams for the runner's specs: a purse that reserves, a shelf that reserves, an order that acts. */

export interface PurseState {
  left: number;
  taken: Record<string, { amount: number; by: string }>;
}
export interface ShelfState {
  left: number;
  taken: Record<string, { amount: number; by: string }>;
}
export interface OrderState {
  placed?: { amount: number; by: string };
  cancelled?: boolean;
  /** While set, a second look at the order says no. */
  frozen?: boolean;
}

const refusal = (ruleId: string): Refusal => ({
  ruleId,
  clause: '二(三)3',
  zh: `不符合 ${ruleId}`,
  en: `against ${ruleId}`,
});

function holder<S extends { left: number; taken: Record<string, { amount: number; by: string }> }>(
  prefix: string,
  left: number,
): StreamType<S> {
  return {
    prefix,
    stateVersion: 1,
    snapshotEvery: 5,
    // Whatever else S has is optional; the compiler cannot know that of a parameter.
    initial: () => ({ left, taken: {} }) as unknown as S,
    evolve(state, recorded) {
      const { order, amount, by } = recorded.data as { order: string; amount: number; by: string };
      if (recorded.type === 'Taken') {
        state.left -= amount;
        state.taken[order] = { amount, by };
      } else {
        state.left += amount;
        delete state.taken[order];
      }
      return state;
    },
    effects: {
      take({ order, amount }: { order: string; amount: number }, state: S, context: EffectContext) {
        const taken = state.taken[order];
        if (taken?.by === context.commandId) return { events: [] };
        if (taken || state.left < amount) return { refusal: refusal(`${prefix}-${taken ? 'taken' : 'empty'}`) };
        return { events: [event('Taken', { order, amount, by: context.commandId })] };
      },
      'give-back'({ order, own }: { order: string; own?: boolean }, state: S, context: EffectContext) {
        const taken = state.taken[order];
        if (!taken || (own && taken.by !== context.commandId)) return { events: [] };
        return { events: [event('GivenBack', { order, ...taken })] };
      },
    },
  };
}

export const purseStream = holder<PurseState>('purse', 100);
export const shelfStream = holder<ShelfState>('shelf', 10);

export const policyToy: StreamType<object> = {
  prefix: 'policy',
  stateVersion: 1,
  initial: () => ({}),
  evolve: (state) => state,
  effects: {},
};

export const orderStream: StreamType<OrderState> = {
  prefix: 'order',
  stateVersion: 1,
  initial: () => ({}),
  evolve(state, recorded) {
    if (recorded.type === 'Placed') state.placed = recorded.data as { amount: number; by: string };
    if (recorded.type === 'Cancelled') state.cancelled = true;
    if (recorded.type === 'Frozen') state.frozen = true;
    return state;
  },
  effects: {},
};

/** Takes from purse and shelf, then places the order. */
export class PlaceOrder {
  @IsUUID('all') orderId!: string;
  @IsInt() @Min(1) @Max(1_000) amount!: number;
}

export const placeOrder = defineCommand<PlaceOrder, PlaceOrder, OrderState>({
  name: 'PlaceOrder',
  zh: '下单',
  en: 'Place an order',
  shape: PlaceOrder,
  stream: orderStream,
  target: ({ orderId }) => orderId,
  subject: () => ({ unit: 'XC' }),
  decide({ orderId, amount }, state, context) {
    if (state.frozen) return refuse(refusal('frozen'));
    if (state.placed) return refuse(refusal(`placed-by-${state.placed.by}`));
    const take = (stream: string) => ({
      stream,
      effect: 'take',
      data: { order: orderId, amount: stream.startsWith('purse') ? amount : 1 },
      giveBack: { effect: 'give-back', data: { order: orderId, own: true } },
    });
    return accept(event('Placed', { amount, by: context.actor.id }), { before: [take('purse-p'), take('shelf-s')] });
  },
});

/** Cancels the order, then gives purse and shelf back. */
export class CancelOrder {
  @IsUUID('all') orderId!: string;
}

export const cancelOrder = defineCommand<CancelOrder, CancelOrder, OrderState, { purse: Loaded<PurseState> }>({
  name: 'CancelOrder',
  zh: '取消订单',
  en: 'Cancel an order',
  shape: CancelOrder,
  stream: orderStream,
  target: ({ orderId }) => orderId,
  needs: () => ({ purse: { type: purseStream, id: 'p' } }),
  inTurn: true,
  subject: () => ({ unit: 'XC' }),
  decide: ({ orderId }, state) =>
    state.placed && !state.cancelled
      ? accept(event('Cancelled', { orderId }), { flags: ['TOLD'] })
      : refuse(refusal('not-placed')),
  after: (events) =>
    events.flatMap((each) => {
      const { orderId } = each.data as { orderId: string };
      return ['shelf-s', 'purse-p'].map((stream) => ({ stream, effect: 'give-back', data: { order: orderId } }));
    }),
});

export class FreezeOrder {
  @IsUUID('all') orderId!: string;
}

export const freezeOrder = defineCommand<FreezeOrder, FreezeOrder, OrderState>({
  name: 'FreezeOrder',
  zh: '冻结订单',
  en: 'Freeze an order',
  shape: FreezeOrder,
  stream: orderStream,
  target: ({ orderId }) => orderId,
  inTurn: true,
  subject: () => ({ unit: 'XC' }),
  decide: (_command, state) => (state.frozen ? refuse(refusal('frozen')) : accept(event('Frozen', {}))),
});
