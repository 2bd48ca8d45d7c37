export { Cluster } from './cluster';
export { APPEND_POINTS, type Fault, type Trouble } from './faults';
