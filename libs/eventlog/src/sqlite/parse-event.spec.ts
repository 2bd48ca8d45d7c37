import fc from 'fast-check';
import { canonicalJson, type Json } from '@ledger/kernel';
import { parseWithoutEvidence } from './parse-event';

/** Names and texts that look like the places where the cut is made. */
const tricky = fc.constantFrom('evidence', 'facts', 'id', 'rules', ',"id":"', ',"evidence":{"facts":[', '"', '\\', '}');
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), tricky) as fc.Arbitrary<Json>,
    fc.array(tie('json'), { maxLength: 3 }) as fc.Arbitrary<Json>,
    fc.dictionary(fc.oneof(tricky, fc.string({ maxLength: 4 })), tie('json'), {
      maxKeys: 4,
      noNullPrototype: true,
    }) as fc.Arbitrary<Json>,
    fc.record({ evidence: fc.record({ facts: fc.array(tie('json'), { maxLength: 2 }), id: tricky }), id: tricky }),
  ),
}));
const evidence = fc.record({ facts: fc.array(json, { maxLength: 3 }), rules: fc.array(json, { maxLength: 3 }) });
const event = fc.record(
  {
    actor: fc.record({ id: fc.string(), role: fc.string(), unit: fc.string() }),
    data: json,
    document: fc.record({ number: fc.string(), id: fc.string() }),
    evidence,
    id: fc.uuid(),
    operator: fc.record({ id: fc.string(), role: fc.string(), unit: fc.string() }),
    reason: fc.oneof(fc.string(), tricky),
    stream: fc.string(),
    version: fc.nat(),
  },
  { requiredKeys: ['actor', 'data', 'id', 'stream', 'version'], noNullPrototype: true },
);

describe('an event read without its evidence', () => {
  it('has everything else, whatever its data, evidence and texts look like', () => {
    fc.assert(
      fc.property(event, (each) => {
        const { evidence: _, ...rest } = each;
        // It is what was written, which is no event of the ledger's.
        const read = parseWithoutEvidence(canonicalJson(each)) as unknown as Partial<typeof each>;
        // Evidence that a mark within it hides may be given all the same.
        const { evidence: given, ...others } = read;
        expect(canonicalJson(others)).toBe(canonicalJson(rest));
        expect(canonicalJson([null, each.evidence ?? null])).toContain(canonicalJson(given ?? null));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is really read without it', () => {
    const text = canonicalJson({ data: {}, evidence: { facts: [], rules: [] }, id: 'a', stream: 's', version: 1 });
    expect(parseWithoutEvidence(text)).toEqual({ data: {}, id: 'a', stream: 's', version: 1 });
  });
});
