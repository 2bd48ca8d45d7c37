export { actor } from './actors';
export { FakeKeyed, pseudonymOf, sealedFor } from './fake-keyed';
export { given, type Given } from './given';
export { type Asked, type GivenFact, type GivenFacts } from './given-fact';
export { embedded } from './embedded';
export { type EffectOutcome } from './effect-outcome';
export { type ExpectedEvent, type Outcome } from './outcome';
export { by, FIRST_INSTANT, type GivenEvent, recorded, stateOf, uuid } from './recorded';
export { GivenLog, log, projected, type Projected } from './projected';
