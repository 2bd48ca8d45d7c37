import type { ClassState } from '../class.state';

/** 可申领余额: what the class holds and no claim has drawn, fen; never below 0. */
export const freeFen = (state: ClassState): number => state.heldFen - state.drawnFen;
