/** One block of work: how many units it did and how long each answer took, where that was measured. */
export interface Block {
  readonly units: number;
  readonly ms: number;
  readonly latenciesMs?: readonly number[];
}

export interface Comparison {
  readonly row: string;
  readonly what: string;
  readonly unit: string;
  /** Units per second, medians over the blocks. */
  readonly ours: number;
  readonly limit: number;
  /** Median of the ratios of neighbouring blocks. */
  readonly ratio: number;
  /** The goal of the ratio: one of the two. */
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly blocks: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  readonly note?: string;
}

/** Runs ours and the limit in short alternating blocks, so that both meet the same machine. The first pair only warms up. */
export async function sideBySide(
  about: { row: string; what: string; unit?: string; atLeast?: number; atMost?: number; blocks: number; note?: string },
  ours: (block: number) => Block | Promise<Block>,
  limit: (block: number) => Block | Promise<Block>,
): Promise<Comparison> {
  const own: number[] = [];
  const bare: number[] = [];
  const ratios: number[] = [];
  const latencies: number[] = [];
  for (let block = 0; block <= about.blocks; block++) {
    const oursFirst = block % 2 === 0;
    const a = oursFirst ? await ours(block) : await limit(block);
    const b = oursFirst ? await limit(block) : await ours(block);
    if (block === 0) continue;
    const [mine, other] = oursFirst ? [a, b] : [b, a];
    own.push(perSecond(mine));
    bare.push(perSecond(other));
    ratios.push(perSecond(mine) / perSecond(other));
    latencies.push(...(mine.latenciesMs ?? []));
  }
  latencies.sort((x, y) => x - y);
  process.stderr.write(`${about.row}: ${median(ratios).toFixed(2)}\n`);
  return {
    ...about,
    unit: about.unit ?? 'events/s',
    ours: median(own),
    limit: median(bare),
    ratio: median(ratios),
    ...(latencies.length > 0 ? { p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) } : {}),
  };
}

export const timed = async (units: number, work: () => void | Promise<void>): Promise<Block> => {
  const from = performance.now();
  await work();
  return { units, ms: performance.now() - from };
};

const perSecond = ({ units, ms }: Block): number => (units / ms) * 1000;

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** Of sorted values, by nearest rank. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
