import type { ProvincialSystem } from '../class.events';
import type { ClassState, Registration } from '../class.state';

/** 省系统登记 of the class in one system, unless there is none or it was withdrawn. */
export const registrationOf = (state: ClassState, system: ProvincialSystem): Registration | undefined =>
  state.registrations[system];
